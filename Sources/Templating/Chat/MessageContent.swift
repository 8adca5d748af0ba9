import Records

/// The text of a message that can be changed: its content if that is a string, else its last part with a text.
struct MessageContent {
    private let message: JSONObject
    /// The place among the parts; nil if the content is a string.
    private let part: Int?
    let text: String

    /// Nil if the message has no text.
    init?(_ message: JSONValue) {
        guard let object = message.object else { return nil }
        self.message = object
        switch object["content"] {
        case .string(let text):
            self.text = text
            part = nil
        case .array(let parts):
            guard let last = parts.lastIndex(where: { $0["text"]?.string != nil }),
                let text = parts[last]["text"]?.string
            else { return nil }
            self.text = text
            part = last
        default: return nil
        }
    }

    /// The message with another text in that place.
    func replaced(by text: String) -> JSONValue {
        var message = message
        if let part, var parts = message["content"]?.array, var object = parts[part].object {
            object["text"] = .string(text)
            parts[part] = .object(object)
            message["content"] = .array(parts)
        } else {
            message["content"] = .string(text)
        }
        return .object(message)
    }
}
