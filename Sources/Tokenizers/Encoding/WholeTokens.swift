internal import Records

/// Tokens of a model by their bytes: open addressing over the vocabulary's own bytes. Of equal ones, the first.
final class WholeTokens: Sendable {
    private let tokens: ByteColumn
    /// Low half of a token's hash and its id + 1; 0 where nothing is.
    private let slots: [UInt64]
    private let shift: UInt64

    init(_ vocabulary: Vocabulary) {
        tokens = vocabulary.tokens
        var size = 64
        while size < vocabulary.count * 2 { size *= 2 }
        shift = UInt64(64 - size.trailingZeroBitCount)
        var slots = [UInt64](repeating: 0, count: size)
        for id in 0..<vocabulary.count where vocabulary.isInModel(id) {
            let token = vocabulary.tokens[id]
            let hash = ContentHash.xxh3(token)
            var slot = Int(truncatingIfNeeded: hash >> shift)
            while slots[slot] != 0, !Self.holds(slots[slot], hash, token, vocabulary.tokens) {
                slot = (slot &+ 1) & (size &- 1)
            }
            if slots[slot] == 0 { slots[slot] = hash << 32 | UInt64(truncatingIfNeeded: id &+ 1) }
        }
        self.slots = slots
    }

    func id(of bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
        let token = bytes.span
        let hash = ContentHash.xxh3(token)
        var slot = Int(truncatingIfNeeded: hash &>> shift)
        while slots[slot] != 0 {
            if Self.holds(slots[slot], hash, token, tokens) {
                return Int32(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) &- 1
            }
            slot = (slot &+ 1) & (slots.count &- 1)
        }
        return nil
    }

    /// Whether an entry is the token's.
    @inline(__always)
    private static func holds(_ entry: UInt64, _ hash: UInt64, _ token: Span<UInt8>, _ tokens: ByteColumn) -> Bool {
        (entry >> 32 ^ hash) & 0xFFFF_FFFF == 0
            && ByteOrder.areEqual(tokens[Int(entry & 0xFFFF_FFFF) - 1], token)
    }
}
