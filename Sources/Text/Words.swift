internal import CLanes

/// The words of a UTF-8 text, as byte ranges: runs of letters, marks and numbers, with apostrophes and joiners inside;
/// in scripts without spaces each letter with its marks is a word of its own, since cutting at spaces would make words
/// of clauses.
package struct Words: ~Escapable {
    private let bytes: Span<UInt8>
    private var index = 0
    /// Beginning of the 64 bytes of which `words` and `highs` tell.
    private var block = -Self.blockBytes
    /// Of a block, the bytes that are ASCII letters and digits, and those beyond ASCII: a bit each.
    private var words: UInt64 = 0
    private var highs: UInt64 = 0

    private static let blockBytes = 64

    @_lifetime(copy bytes)
    package init(_ bytes: Span<UInt8>) { self.bytes = bytes }

    @inline(__always)
    package mutating func next() -> Range<Int>? {
        while index < bytes.count {
            if index &- block >= Self.blockBytes { look() }
            let shift = UInt64(truncatingIfNeeded: index &- block)
            let marks = (words | highs) &>> shift
            if marks == 0 {
                index = block &+ Self.blockBytes
                continue
            }
            index &+= marks.trailingZeroBitCount
            let start = index
            if highs &>> UInt64(truncatingIfNeeded: index &- block) & 1 == 1 {
                if takeLong() { return start..<index }
                continue
            }
            index &+= (~(words &>> UInt64(truncatingIfNeeded: index &- block))).trailingZeroBitCount
            while index &- block == Self.blockBytes, index < bytes.count {
                look()
                index &+= (~words).trailingZeroBitCount
            }
            if index < bytes.count, bytes[index] >= 0x80 || bytes[index] == 0x27 { takeWord() }
            return start..<index
        }
        return nil
    }

    /// Makes the block begin here.
    @inline(__always)
    private mutating func look() {
        block = index
        if bytes.count &- index >= Self.blockBytes {
            var highs: UInt64 = 0
            words = bytes.extracting(unchecked: index..<index &+ Self.blockBytes).withUnsafeBytes {
                quern_word_bytes($0.baseAddress, &highs)
            }
            self.highs = highs
        } else {
            lookAtEnd()
        }
    }

    @inline(never)
    private mutating func lookAtEnd() {
        (words, highs) = (0, 0)
        for place in index..<bytes.count {
            let bit: UInt64 = 1 << UInt64(place - index)
            if ASCIIRun.isWordByte(bytes[place]) { words |= bit }
            if bytes[place] >= 0x80 { highs |= bit }
        }
    }

    /// Steps over a code point beyond ASCII and, if a word begins with it, over the word.
    @inline(never)
    private mutating func takeLong() -> Bool {
        let (point, length) = CodePoint.decode(bytes, at: index)
        index += length
        switch CharacterClass.of(point) {
        case .unspacedLetter: takeMarks()
        case .letter, .number: takeWord()
        case .mark, .space, .other: return false
        }
        return true
    }

    private mutating func takeMarks() {
        while index < bytes.count {
            let (point, length) = CodePoint.decode(bytes, at: index)
            guard CharacterClass.of(point) == .mark || Self.isJoiner(point) else { return }
            index += length
        }
    }

    @inline(never)
    private mutating func takeWord() {
        while index < bytes.count {
            let (point, length) = CodePoint.decode(bytes, at: index)
            switch CharacterClass.of(point) {
            case .letter, .number, .mark: index += length
            case .other where Self.isJoiner(point): index += length
            case .other where point == 0x27 || point == 0x2019:
                guard index + length < bytes.count,
                    CharacterClass.of(CodePoint.decode(bytes, at: index + length).point) == .letter
                else { return }
                index += length
            default: return
            }
        }
    }

    /// Soft hyphen, and the zero-width (non-)joiner that Indic and Persian spelling puts inside words (UAX #29, WB4).
    private static func isJoiner(_ point: UInt32) -> Bool { point == 0xAD || point == 0x200C || point == 0x200D }
}
