/// The language of counted words, as runs by language have it: before each word, a byte of length and the tag.
enum LanguageTag {
    /// What is longer is no tag, but must not do harm.
    private static let longest = 255

    @_lifetime(copy tag)
    static func cut(_ tag: Span<UInt8>) -> Span<UInt8> { tag.extracting(first: min(tag.count, longest)) }

    /// In the order of `write`.
    static func isBefore(_ first: Span<UInt8>, _ second: Span<UInt8>) -> Bool {
        first.count != second.count ? first.count < second.count : ByteOrder.isBefore(first, second)
    }

    static func write(_ tag: Span<UInt8>, _ word: Span<UInt8>, to entry: inout [UInt8]) {
        entry.removeAll(keepingCapacity: true)
        entry.append(UInt8(truncatingIfNeeded: tag.count))
        tag.withUnsafeBufferPointer { entry.append(contentsOf: $0) }
        word.withUnsafeBufferPointer { entry.append(contentsOf: $0) }
    }

    /// Where the word of an entry begins.
    static func end(_ entry: [UInt8]) -> Int { min(entry.count, 1 + Int(entry.first ?? 0)) }

    /// As receipts name it.
    static func name(_ tag: ArraySlice<UInt8>) -> String {
        tag.isEmpty ? "unknown" : String(decoding: tag, as: UTF8.self)
    }
}
