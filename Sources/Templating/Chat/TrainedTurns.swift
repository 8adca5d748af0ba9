/// Which bytes of a rendered conversation are trained on.
package struct TrainedTurns: Sendable {
    /// Which of the assistant's turns are wanted, before their own `train` flags are looked at.
    package enum Choice: String, Sendable, CaseIterable {
        case all
        /// Only the last of them.
        case last
    }

    /// UTF-8.
    package let text: [UInt8]
    /// In order, apart from each other, none empty.
    package let spans: [Range<Int>]

    /// Renders a conversation and finds its trained bytes: what stands in the template's `generation` blocks, each with
    /// the terminator that follows it even where the template's author left that out, or whole turns if there are no
    /// such blocks.
    /// - Throws: what the template throws, or that nothing is left to train on, or that a turn cannot be found.
    package init(_ conversation: Conversation, _ template: ChatTemplate, _ choice: Choice) throws(TemplateError) {
        let rendering = try template.render(conversation)
        text = rendering.bytes
        let turns = try AssistantTurns(conversation, template, rendered: rendering.bytes)
        let generations = rendering.generations.filter { !$0.isEmpty }
        var wanted = conversation.assistantTurns
        if choice == .last { wanted = wanted.suffix(1) }
        wanted.removeAll { !conversation.isTrainable[$0] }
        var spans: [Range<Int>] = []
        for turn in wanted {
            guard let span = turns.spans[turn] else {
                if !generations.isEmpty { continue }
                throw Self.fault(
                    "cannot tell what of the text the assistant wrote in message \(turn + 1)", template,
                    "mark it with {% generation %}")
            }
            spans += generations.isEmpty ? [span] : Self.marked(generations, in: span, of: rendering.bytes)
        }
        // Where no turn can be told from its surroundings, the marks are all there is to go by.
        let isUnknown = !wanted.isEmpty && wanted.allSatisfy { turns.spans[$0] == nil }
        if isUnknown, wanted == conversation.assistantTurns { spans = generations }
        if spans.isEmpty {
            throw Self.fault("nothing of the conversation is trained on", template, "it needs an assistant's turn")
        }
        self.spans = spans
    }

    private static func fault(_ cause: String, _ template: ChatTemplate, _ mend: String) -> TemplateError {
        TemplateError(.value, cause + "; " + mend, name: template.name, line: 1)
    }

    /// The marked parts of a turn. The last of them takes in the turn's terminator: one word that follows it, if it is
    /// the end of the turn.
    private static func marked(
        _ generations: [Range<Int>], in turn: Range<Int>, of text: [UInt8]
    ) -> [Range<Int>] {
        var inside = generations.filter { $0.overlaps(turn) }
        guard let last = inside.last, last.upperBound < turn.upperBound else { return inside }
        let rest = PythonString(text[last.upperBound..<turn.upperBound])
        if rest.splitAtSpace(limit: .max).count == 1 {
            inside[inside.count - 1] = last.lowerBound..<turn.upperBound
        }
        return inside
    }
}
