package import Records

/// Turns ids into text as they come, a whole character at the least (huggingface/tokenizers,
/// tokenizers/src/tokenizer/mod.rs, `step_decode_stream`).
package struct DecodeStream {
    private let tokenizer: Tokenizer
    private let skipsSpecial: Bool
    /// The last ids given, and the text that those before `place` made.
    private var ids: [Int32] = []
    private var place = 0
    private var prefix: [UInt8] = []

    package init(_ tokenizer: Tokenizer, skippingSpecial: Bool = false) {
        self.tokenizer = tokenizer
        skipsSpecial = skippingSpecial
    }

    /// The text that another id adds; empty until a character is whole.
    package mutating func add(_ id: Int32) throws(DataError) -> [UInt8] {
        // What made no text is not decoded again.
        if prefix.isEmpty, try !Self.endsInPart(tokenizer.decode(ids, skippingSpecial: skipsSpecial)) {
            place = ids.count
        }
        ids.append(id)
        let text = try tokenizer.decode(ids, skippingSpecial: skipsSpecial)
        guard text.count > prefix.count, !Self.endsInPart(text) else { return [] }
        let new = Array(text[prefix.count...])
        // What is kept is as short as the next step can do with.
        let kept = ids.count - place
        ids.removeFirst(place)
        prefix = try tokenizer.decode(ids, skippingSpecial: skipsSpecial)
        place = kept
        return new
    }

    /// What is left when no more ids come: bytes that are no whole character.
    package mutating func finish() throws(DataError) -> [UInt8] {
        let text = try tokenizer.decode(ids, skippingSpecial: skipsSpecial)
        defer { (ids, place, prefix) = ([], 0, []) }
        return text.count > prefix.count ? Array(text[prefix.count...]) : []
    }

    /// Whether the last character is cut short or ill-formed, or a sign that it was.
    private static func endsInPart(_ text: [UInt8]) -> Bool {
        String(decoding: text.suffix(4), as: UTF8.self).unicodeScalars.last == "\u{FFFD}"
    }
}
