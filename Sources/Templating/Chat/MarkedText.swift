import Records

/// A rendered conversation, and where in it the messages' own words lie.
///
/// Each message's words get a mark of noncharacters in their middle before the conversation is rendered; afterwards the
/// marks tell the places and are taken out. In the middle, because templates trim messages, cut off what stands before
/// `</think>` and ask how messages begin and end.
struct MarkedText {
    /// Without the marks.
    private(set) var bytes: [UInt8] = []
    /// For each message the bytes of its words; nil where they do not appear.
    private(set) var words: [Range<Int>?]

    /// U+FDEF, four digits of U+FDD0 to U+FDDF, U+FDEE.
    private static func mark(_ index: Int) -> [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xB7, 0xAF]
        for shift in [12, 8, 4, 0] { bytes += [0xEF, 0xB7, 0x90 | UInt8(truncatingIfNeeded: index >> shift & 15)] }
        return bytes + [0xEF, 0xB7, 0xAE]
    }

    private static let markLength = 18

    /// A message's words on both sides of its mark.
    private struct Split {
        var before: [UInt8]
        /// How many of the bytes before are left once reasoning is cut off.
        var visible: Int
        var after: [UInt8]
    }

    /// - Parameter marking: whether to look for the words; false where a template answers to marks.
    /// - Throws: what the template throws.
    init(
        _ conversation: Conversation, _ template: ChatTemplate, prompting: Bool = false, marking: Bool
    ) throws(TemplateError) {
        words = conversation.messages.map { _ in nil }
        guard marking else {
            bytes = try template.render(conversation, prompting: prompting).bytes
            return
        }
        var marked = conversation
        var splits: [Split?] = []
        for (index, message) in conversation.messages.enumerated() {
            guard index < 1 << 16, let content = MessageContent(message), let split = Self.split(content.text) else {
                splits.append(nil)
                continue
            }
            let text = split.before + Self.mark(index) + split.after
            marked.messages[index] = content.replaced(by: String(decoding: text, as: UTF8.self))
            splits.append(split)
        }
        unmark(try template.render(marked, prompting: prompting).bytes, splits)
    }

    /// A text of whose messages nothing is known.
    init(unmarked bytes: [UInt8], of conversation: Conversation) {
        self.bytes = bytes
        words = conversation.messages.map { _ in nil }
    }

    /// Cuts a text in the middle of what is left of it once its reasoning is cut off and it is trimmed; nil if nothing
    /// is.
    private static func split(_ text: String) -> Split? {
        let text = PythonString(text)
        let close = Array("</think>".utf8)
        let answer = text.bytes.span.findLast(close.span, endingBy: text.bytes.count).map { $0 + close.count } ?? 0
        let start = text.skipSpace(from: answer)
        let end = text.stripped(.right).bytes.count
        guard start < end else { return nil }
        var middle = start + (end - start) / 2
        while middle > start, text.bytes[middle] & 0xC0 == 0x80 { middle -= 1 }
        return Split(
            before: Array(text.bytes[..<middle]), visible: middle - start, after: Array(text.bytes[middle...]))
    }

    /// Takes the marks out of an output, then follows each message's words to both sides of where its last mark was.
    private mutating func unmark(_ output: [UInt8], _ splits: [Split?]) {
        var places: [(index: Int, at: Int)] = []
        var at = 0
        while at < output.count {
            if let index = Self.index(in: output, at: at) {
                places.append((index, bytes.count))
                at += Self.markLength
            } else {
                bytes.append(output[at])
                at += 1
            }
        }
        for (index, place) in places where index < splits.count {
            guard let split = splits[index] else { continue }
            var before = zip(bytes[..<place].reversed(), split.before.reversed()).prefix { $0 == $1 }.count
            // Where reasoning is not printed, what it ends with may look like the text before the answer.
            if before < split.before.count { before = min(before, split.visible) }
            let tail = PythonString(split.after).stripped(.right).bytes
            let after = zip(bytes[place...], tail).prefix { $0 == $1 }.count
            words[index] = (place - before)..<(place + after)
        }
    }

    /// The message whose mark starts at an offset.
    private static func index(in output: [UInt8], at offset: Int) -> Int? {
        guard output.count - offset >= markLength, output[offset] == 0xEF, output[offset + 1] == 0xB7,
            output[offset + 2] == 0xAF, output[offset + 17] == 0xAE
        else { return nil }
        var index = 0
        for digit in 0..<4 {
            let byte = output[offset + 5 + 3 * digit]
            guard byte >= 0x90, byte < 0xA0 else { return nil }
            index = index << 4 | Int(byte & 15)
        }
        return index
    }
}
