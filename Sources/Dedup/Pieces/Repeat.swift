/// Units of a document that repeat those of another one, or earlier ones of the same.
struct Repeat: Equatable {
    var document: UInt32
    var start: UInt32
    var end: UInt32
    /// The document where they stay.
    var kept: UInt32

    /// As 128 bits that sort by the document, then the units.
    var pair: Pair {
        Pair(key: UInt64(document) << 32 | UInt64(start), value: UInt64(end) << 32 | UInt64(kept))
    }

    /// Both as one if `next`, which begins no earlier, goes on where this is, and repeats the same document.
    func joined(with next: Repeat) -> Repeat? {
        guard next.document == document, next.kept == kept, next.start <= end else { return nil }
        var joined = self
        joined.end = max(end, next.end)
        return joined
    }
}

extension Repeat {
    init(_ pair: Pair) {
        document = UInt32(pair.key >> 32)
        start = UInt32(truncatingIfNeeded: pair.key)
        end = UInt32(pair.value >> 32)
        kept = UInt32(truncatingIfNeeded: pair.value)
    }
}
