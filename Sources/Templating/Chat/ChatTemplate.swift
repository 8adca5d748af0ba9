package import Records

/// A model's chat template, and the special tokens it can name.
package struct ChatTemplate: Sendable {
    /// What errors call it.
    package var name: String { template.name }
    private let template: Template
    /// Used instead when there are tools, if the model has one.
    private let toolTemplate: Template?
    /// `bos_token` and the like.
    private let variables: JSONObject
    /// What `strftime_now` tells; without it a template that asks fails.
    package var time: CivilTime?

    package init(
        source: String, toolSource: String? = nil, name: String = "", variables: JSONObject = JSONObject()
    ) throws(TemplateError) {
        template = try Template(source: source, name: name, options: .chat)
        self.variables = variables
        guard let toolSource else {
            toolTemplate = nil
            return
        }
        toolTemplate = try Template(source: toolSource, name: name + " (tool_use)", options: .chat)
    }

    /// The conversation as text, as `apply_chat_template` of transformers 5 makes it.
    /// - Parameter prompting: whether the beginning of a reply follows (`add_generation_prompt`).
    package func render(_ conversation: Conversation, prompting: Bool = false) throws(TemplateError) -> Rendering {
        let chosen = conversation.tools == nil ? template : toolTemplate ?? template
        let context: PythonDict
        do {
            context = try self.context(conversation, prompting: prompting)
        } catch {
            throw TemplateError(.value, error.cause, name: chosen.name, line: 1)
        }
        return try chosen.rendering(context, time: time)
    }

    private func context(_ conversation: Conversation, prompting: Bool) throws(DataError) -> PythonDict {
        let context = PythonDict()
        for object in [variables, conversation.variables] {
            for member in object.members { context.set(member.name, try PythonValue(member.value)) }
        }
        context.set("messages", try PythonValue(.array(conversation.messages)))
        context.set("tools", try PythonValue(conversation.tools ?? .null))
        context.set("documents", try PythonValue(conversation.documents ?? .null))
        context.set("add_generation_prompt", .bool(prompting))
        return context
    }

    /// The conversation as text that ends with the last message's own words, for a model to go on from
    /// (`continue_final_message`). A word put behind them shows where they end.
    package func renderOpen(_ conversation: Conversation) throws(TemplateError) -> [UInt8] {
        let tag = "CONTINUE_FINAL_MESSAGE_TAG "
        guard let last = conversation.messages.last, let content = MessageContent(last) else {
            throw TemplateError(.value, "the last message has no text to continue", name: template.name, line: 1)
        }
        var tagged = conversation
        tagged.messages[tagged.messages.count - 1] = content.replaced(by: content.text + tag)
        let output = PythonString(try render(tagged).bytes)
        let words = PythonString(content.text).stripped()
        let mark = Array(tag.utf8.dropLast())
        guard output.contains(words), let end = output.bytes.span.findLast(mark.span, endingBy: output.bytes.count)
        else {
            throw TemplateError(
                .value, "the last message does not appear in the text, so that it cannot be continued",
                name: template.name, line: 1)
        }
        let text = PythonString(output.bytes[..<end])
        // The template trims its messages if even the blank of the tag is gone.
        let isVerbatim = output.bytes[end...].starts(with: tag.utf8)
        return isVerbatim ? text.bytes : text.stripped(.right).bytes
    }
}
