/// A shape of numbers as people write them: `#` is a digit, `A` a capital, `*` a digit or capital, and the rest stands for
/// itself; `_` is a blank, a no-break blank, a hyphen or a dot, or nothing.
struct DigitPattern: Sendable {
    let shape: StaticString

    /// Where what has this shape ends; its digits and letters are appended to `found`.
    func match(_ cursor: borrowing TextCursor, at start: Int, _ found: inout [UInt8]) -> Int? {
        found.removeAll(keepingCapacity: true)
        var index = start
        for place in 0..<shape.utf8CodeUnitCount {
            let byte = cursor[index]
            switch shape.utf8Start[place] {
            case UInt8(ascii: "#"):
                guard cursor.isDigit(index) else { return nil }
                found.append(byte)
            case UInt8(ascii: "A"):
                guard cursor.isUpper(index) else { return nil }
                found.append(byte)
            case UInt8(ascii: "*"):
                guard cursor.isDigit(index) || cursor.isUpper(index) else { return nil }
                found.append(byte)
            case UInt8(ascii: "_"):
                index += Self.separatorLength(cursor, at: index)
                continue
            case let own:
                guard byte == own else { return nil }
            }
            index += 1
        }
        return cursor.isWord(index) ? nil : index
    }

    static func separatorLength(_ cursor: borrowing TextCursor, at index: Int) -> Int {
        switch cursor[index] {
        case 0x20, 0x2D, 0x2E: return 1
        case 0xC2: return cursor[index + 1] == 0xA0 ? 2 : 0
        case 0xE2:  // U+202F, and the hyphens U+2010 and U+2011
            guard cursor[index + 1] == 0x80 else { return 0 }
            return [0xAF, 0x90, 0x91].contains(cursor[index + 2]) ? 3 : 0
        default: return 0
        }
    }
}
