package import Records

/// Finds special tokens that a text should not have, as tiktoken's `disallowed_special` does.
package struct SpecialTokenSearch: Sendable {
    private let matcher: AddedTokenMatcher
    private let tokenizer: Tokenizer

    package init(_ tokenizer: Tokenizer) {
        self.tokenizer = tokenizer
        matcher = AddedTokenMatcher(tokenizer.addedTokens.filter(\.isSpecial))
    }

    /// Throws for the first special token in a text, naming it and the byte where it begins.
    package func refuse(_ text: Span<UInt8>, of record: Span<UInt8>) throws(DataError) {
        let found = text.withUnsafeBufferPointer { bytes in
            matcher.isAbsent(bytes) ? nil : matcher.next(bytes, from: 0, floor: 0)?.match
        }
        guard let found else { return }
        let name = record.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        throw DataError(
            "the text '\(name)' has the special token '\(tokenizer.name(of: found.id))' at its byte "
                + "\(found.range.lowerBound)",
            mend: "encode it with --special text, or with --special allow if it is meant")
    }
}
