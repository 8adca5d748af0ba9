package import Records

/// A conversation as a chat template is given it.
package struct Conversation: Sendable {
    /// Objects, each with a role; what is null in them is left out, since templates take it for a value.
    package var messages: [JSONValue]
    package var tools: JSONValue?
    package var documents: JSONValue?
    /// What else the template can name, over the special tokens.
    package var variables: JSONObject
    /// For each message whether its own `train` or OpenAI's `weight` allows to train on it.
    package private(set) var isTrainable: [Bool]

    /// - Parameter row: `messages`, and if there are any `tools`, `documents` and `chat_template_kwargs`.
    package init(row: JSONObject) throws(DataError) {
        guard let given = row["messages"]?.array else {
            throw DataError(
                "the record has no list of messages",
                mend: #"write {"messages": [{"role": "user", "content": "…"}, …]}"#)
        }
        if given.isEmpty { throw DataError("the conversation has no messages", mend: "leave the record out") }
        messages = []
        isTrainable = []
        for (index, message) in given.enumerated() {
            guard var object = message.object else { throw DataError("message \(index + 1) is not an object") }
            isTrainable.append(Self.isTrainable(object))
            for name in ["train", "weight"] { object[name] = nil }
            messages.append(.object(Self.aliased(Self.withoutNulls(object))))
        }
        tools = Self.given(row["tools"])
        documents = Self.given(row["documents"])
        variables = row["chat_template_kwargs"]?.object ?? JSONObject()
    }

    private static func given(_ value: JSONValue?) -> JSONValue? {
        value == .null ? nil : value
    }

    private static func isTrainable(_ message: JSONObject) -> Bool {
        if let flag = message["train"]?.bool { return flag }
        return message["weight"]?.double != 0
    }

    private static func withoutNulls(_ message: JSONObject) -> JSONObject {
        var kept = JSONObject()
        for member in message.members where member.value != .null { kept[member.name] = member.value }
        return kept
    }

    /// Reasoning goes by three names in the field; templates look for two of them
    /// (huggingface/transformers, utils/chat_template_utils.py).
    private static func aliased(_ message: JSONObject) -> JSONObject {
        let names = ["reasoning_content", "thinking", "reasoning"]
        guard let reasoning = names.lazy.compactMap({ message[$0] }).first else { return message }
        var aliased = JSONObject()
        aliased["thinking"] = reasoning
        for member in message.members { aliased[member.name] = member.value }
        aliased["reasoning_content"] = reasoning
        return aliased
    }

    /// Indexes of the messages that the model is to learn to write.
    var assistantTurns: [Int] { messages.indices.filter { messages[$0]["role"]?.string == "assistant" } }

    /// The beginning of the conversation.
    func prefix(_ count: Int) -> Conversation {
        var beginning = self
        beginning.messages = Array(messages.prefix(count))
        beginning.isTrainable = Array(isTrainable.prefix(count))
        return beginning
    }
}
