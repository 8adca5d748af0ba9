/// Where in a rendered conversation the assistant's turns lie, each from the end of what prompts it to its terminator.
///
/// A turn begins where the text goes on differently from the prompt that the messages before it make, and ends where
/// the text stops being what the conversation up to it makes. Templates write a message differently once others follow
/// (reasoning is dropped, tools move to the last question), so texts are compared from the words of the nearest
/// message that both show, not from their beginnings.
struct AssistantTurns {
    /// The conversation's text.
    let bytes: [UInt8]
    /// By message; nil for what no assistant wrote, and where it cannot be told.
    private(set) var spans: [Range<Int>?]

    private let conversation: Conversation
    private let template: ChatTemplate
    private let full: MarkedText
    private let hasMarks: Bool
    /// Whether the template begins a reply on demand.
    private var prompts = false

    /// - Parameter bytes: the conversation as the template renders it.
    init(_ conversation: Conversation, _ template: ChatTemplate, rendered bytes: [UInt8]) throws(TemplateError) {
        self.bytes = bytes
        self.conversation = conversation
        self.template = template
        let marked = try? MarkedText(conversation, template, marking: true)
        hasMarks = marked?.bytes == bytes
        if let marked, hasMarks { full = marked } else { full = MarkedText(unmarked: bytes, of: conversation) }
        spans = conversation.messages.map { _ in nil }
        let turns = conversation.assistantTurns
        if let first = turns.first(where: { $0 > 0 }), let bare = rendered(first), let prompt = rendered(first, true) {
            prompts = bare.bytes != prompt.bytes
        }
        for turn in turns { spans[turn] = span(of: turn) }
        for turn in turns where spans[turn] == nil { spans[turn] = spanByOthers(turn) }
    }

    /// A turn that the template refuses to end a conversation with: up to the end of its words, and its terminator if
    /// that is another turn's.
    private func spanByOthers(_ turn: Int) -> Range<Int>? {
        guard let start = start(of: turn), let words = full.words[turn], start < words.upperBound else { return nil }
        for (other, span) in spans.enumerated() {
            guard let span, let said = full.words[other], span.upperBound > said.upperBound else { continue }
            let terminator = PythonString(bytes[said.upperBound..<span.upperBound]).stripped().bytes
            let rest = PythonString(bytes[words.upperBound...])
            let gap = rest.skipSpace(from: 0)
            if rest.bytes[gap...].starts(with: terminator) {
                return start..<(words.upperBound + gap + terminator.count)
            }
        }
        return start..<words.upperBound
    }

    /// The first messages; nil if the template refuses them.
    private func rendered(_ count: Int, _ prompting: Bool = false) -> MarkedText? {
        if count == conversation.messages.count, !prompting { return full }
        return try? MarkedText(conversation.prefix(count), template, prompting: prompting, marking: hasMarks)
    }

    private func span(of turn: Int) -> Range<Int>? {
        guard let start = start(of: turn), let end = end(of: turn, from: start) else { return nil }
        return start < end ? start..<end : nil
    }

    private func start(of turn: Int) -> Int? {
        let words = full.words[turn]
        if let words, turn == 0 || !prompts { return words.lowerBound }
        guard turn > 0, let prompt = rendered(turn, true) else { return words?.lowerBound }
        guard let shared = sharedWords(with: prompt, before: turn) else {
            let room = bytes[..<(words?.lowerBound ?? firstWords(after: turn))]
            if room.starts(with: prompt.bytes) { return prompt.bytes.count }
            return Self.end(of: prompt.bytes[...], in: room) ?? words?.lowerBound
        }
        let length = Self.commonLength(bytes[shared.here...], prompt.bytes[shared.there...])
        var start = shared.here + length
        // Beyond where they differ two texts may still begin alike, as tags do.
        if shared.there + length < prompt.bytes.count { start = wordBoundary(before: start, notBefore: shared.here) }
        return min(start, words?.lowerBound ?? start)
    }

    private func end(of turn: Int, from start: Int) -> Int? {
        guard let whole = rendered(turn + 1) else { return nil }
        var here = start
        var there: Int
        if let words = full.words[turn], let same = whole.words[turn] {
            here = words.upperBound
            there = same.upperBound
        } else {
            let shared = sharedWords(with: whole, before: turn) ?? (0, 0)
            there = min(shared.there + start - shared.here, whole.bytes.count)
        }
        let length = Self.commonLength(bytes[here...], whole.bytes[there...])
        var end = here + length
        if there + length < whole.bytes.count { end = wordBoundary(before: end, notBefore: here) }
        if end == here, full.words[turn] == nil {
            end = Self.end(of: whole.bytes[there...], in: bytes[here..<firstWords(after: turn)]) ?? here
        }
        return PythonString(bytes[here..<end]).stripped(.right).bytes.count + here
    }

    /// Where the words of the last message before a turn that both texts show end in them.
    private func sharedWords(with other: MarkedText, before turn: Int) -> (here: Int, there: Int)? {
        for index in (0..<turn).reversed() {
            if let here = full.words[index], let there = other.words[index] {
                return (here.upperBound, there.upperBound)
            }
        }
        return nil
    }

    /// Where the words of the messages after a turn begin.
    private func firstWords(after turn: Int) -> Int {
        full.words[(turn + 1)...].lazy.compactMap { $0?.lowerBound }.first ?? bytes.count
    }

    /// Where as much as there is of the end of a text stands in a place that differs before it; nil if that is next to
    /// nothing.
    private static func end(of text: ArraySlice<UInt8>, in room: ArraySlice<UInt8>) -> Int? {
        var (best, length) = (0, 4)
        for end in room.indices.map({ $0 + 1 }) {
            let common = zip(room[..<end].reversed(), text.reversed()).prefix { $0 == $1 }.count
            if common > length { (best, length) = (end, common) }
        }
        return length > 4 ? best : nil
    }

    private static func commonLength(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Int {
        zip(one, other).prefix { $0 == $1 }.count
    }

    /// The last place where no word or tag is cut.
    private func wordBoundary(before end: Int, notBefore start: Int) -> Int {
        let closers = Array(" \n\t>]:".utf8)
        var end = end
        while end > start, !closers.contains(bytes[end - 1]) { end -= 1 }
        return end
    }
}
