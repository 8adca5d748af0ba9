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
        let spans =
            generations.isEmpty
            ? try Self.whole(wanted, turns.spans, template)
            : try Self.marked(wanted, conversation.assistantTurns, turns, generations, template)
        if spans.isEmpty {
            throw Self.fault("nothing of the conversation is trained on", template, "it needs an assistant's turn")
        }
        self.spans = spans
    }

    /// Turns as they were found.
    private static func whole(
        _ wanted: [Int], _ spans: [Range<Int>?], _ template: ChatTemplate
    ) throws(TemplateError) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for turn in wanted {
            guard let span = spans[turn], span.lowerBound >= found.last?.upperBound ?? 0 else {
                throw fault(
                    "cannot tell what of the text the assistant wrote in message \(turn + 1)", template,
                    "mark it with {% generation %}")
            }
            found.append(span)
        }
        return found
    }

    /// The template's marks in the wanted turns. As many marks as turns are one each; otherwise they lie in the turns
    /// that were found.
    private static func marked(
        _ wanted: [Int], _ all: [Int], _ turns: AssistantTurns, _ generations: [Range<Int>], _ template: ChatTemplate
    ) throws(TemplateError) -> [Range<Int>] {
        var found: [Range<Int>] = []
        let generations = outermost(generations)
        for (index, generation) in generations.enumerated() {
            let turn =
                generations.count == all.count
                ? all[index] : all.first { turns.spans[$0]?.overlaps(generation) ?? false }
            if let turn, !wanted.contains(turn) { continue }
            if turn == nil, wanted != all {
                throw fault(
                    "cannot tell which message a {% generation %} block belongs to", template, "train on all turns")
            }
            let next = index + 1 < generations.count ? generations[index + 1].lowerBound : turns.bytes.count
            let end = turn.flatMap { turns.spans[$0]?.upperBound } ?? generation.upperBound
            found.append(closed(generation, by: min(end, next), of: turns.bytes))
        }
        return found
    }

    private static func fault(_ cause: String, _ template: ChatTemplate, _ mend: String) -> TemplateError {
        TemplateError(.value, cause + "; " + mend, name: template.name, line: 1)
    }

    /// The marks that lie in no other, in order.
    private static func outermost(_ marks: [Range<Int>]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for mark in marks.sorted(by: { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) })
        where mark.lowerBound >= found.last?.upperBound ?? 0 {
            found.append(mark)
        }
        return found
    }

    /// A mark with its turn's terminator: one word that follows it, if it is all that is left of the turn.
    private static func closed(_ mark: Range<Int>, by end: Int, of text: [UInt8]) -> Range<Int> {
        guard mark.upperBound < end else { return mark }
        let rest = PythonString(text[mark.upperBound..<end])
        return rest.splitAtSpace(limit: .max).count == 1 ? mark.lowerBound..<end : mark
    }
}
