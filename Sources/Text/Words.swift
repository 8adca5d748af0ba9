/// The words of a UTF-8 text, as byte ranges: runs of letters, marks and numbers, with apostrophes inside; in scripts
/// without spaces each letter with its marks is a word of its own, since cutting at spaces would make words of clauses.
package struct Words: ~Escapable {
    private let bytes: Span<UInt8>
    private var index = 0

    @_lifetime(copy bytes)
    package init(_ bytes: Span<UInt8>) { self.bytes = bytes }

    package mutating func next() -> Range<Int>? {
        while index < bytes.count {
            let (point, length) = CodePoint.decode(bytes, at: index)
            let start = index
            index += length
            switch CharacterClass.of(point) {
            case .unspacedLetter:
                takeMarks()
                return start..<index
            case .letter, .number:
                takeWord()
                return start..<index
            case .mark, .space, .other: continue
            }
        }
        return nil
    }

    private mutating func takeMarks() {
        while index < bytes.count {
            let (point, length) = CodePoint.decode(bytes, at: index)
            guard CharacterClass.of(point) == .mark else { return }
            index += length
        }
    }

    private mutating func takeWord() {
        while index < bytes.count {
            let (point, length) = CodePoint.decode(bytes, at: index)
            switch CharacterClass.of(point) {
            case .letter, .number, .mark: index += length
            case .other where point == 0x27 || point == 0x2019:
                guard index + length < bytes.count,
                    CharacterClass.of(CodePoint.decode(bytes, at: index + length).point) == .letter
                else { return }
                index += length
            default: return
            }
        }
    }
}
