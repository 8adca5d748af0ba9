/// The tokens of short chunks that were cut before: in prose and code the same ones come again and again.
struct TokenCache {
    private struct Entry {
        /// Hash of the chunk; 0 where there is none.
        var key: UInt64 = 0
        /// Of each token its end in the chunk, its code points and its marks, a byte each; 0 behind the last.
        var tokens = InlineArray<6, UInt32>(repeating: 0)
    }

    static let longestChunk = 64
    private static let bits: UInt64 = 12
    private var entries = [Entry](repeating: Entry(), count: 1 << Int(bits))

    /// Appends the tokens of a chunk that begins at `start`, if they are known.
    @inline(__always)
    func append(_ key: UInt64, from start: Int, to all: inout [Token]) -> Bool {
        let place = Int(truncatingIfNeeded: key &>> (64 &- Self.bits))
        guard entries[place].key == key else { return false }
        var low = start
        for number in 0..<6 {
            let token = entries[place].tokens[number]
            if token == 0 { break }
            let high = start &+ Int(token & 0xFF)
            all.append(
                Token(
                    range: low..<high, length: Int32(truncatingIfNeeded: token &>> 8 & 0xFF),
                    marks: Token.Marks(rawValue: UInt8(truncatingIfNeeded: token &>> 16))))
            low = high
        }
        return true
    }

    /// Keeps the tokens of a chunk that begins at `start`, if they are few and lie side by side.
    mutating func keep(_ key: UInt64, from start: Int, _ tokens: ArraySlice<Token>) {
        guard tokens.count <= 6 else { return }
        var entry = Entry()
        entry.key = key
        for (number, token) in tokens.enumerated() {
            let end = UInt32(truncatingIfNeeded: token.range.upperBound - start)
            entry.tokens[number] =
                end | UInt32(truncatingIfNeeded: token.length) << 8 | UInt32(token.marks.rawValue) << 16
        }
        entries[Int(truncatingIfNeeded: key &>> (64 &- Self.bits))] = entry
    }
}
