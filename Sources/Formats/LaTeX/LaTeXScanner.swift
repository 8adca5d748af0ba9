/// Finds its way in LaTeX source: control sequences, braces and environments. Anything may be missing its end.
struct LaTeXScanner {
    let bytes: [UInt8]
    var place = 0
    private let effort: Effort

    /// How far may still be looked ahead, all in all: nobody's paper asks for a fraction of it, and what is written to
    /// have the same bytes looked at again and again finds no ends any more.
    private final class Effort {
        var left: Int
        init(_ left: Int) { self.left = left }
    }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        effort = Effort(64 * bytes.count + 1 << 16)
    }

    var isAtEnd: Bool { place >= bytes.count }
    var here: UInt8 { place < bytes.count ? bytes[place] : 0 }

    /// Takes the control sequence that begins here with a backslash, and gives its name: letters, or another character.
    mutating func controlSequence() -> ArraySlice<UInt8> {
        let start = place + 1
        place = start
        while place < bytes.count, bytes[place].isASCIILetter { place += 1 }
        if place == start { place = min(start + 1, bytes.count) }
        return bytes[min(start, place)..<place]
    }

    mutating func skipBlanks() {
        while here == 0x20 || here == 0x09 || here == 0x0A || here == 0x0D { place += 1 }
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard here == byte, !isAtEnd else { return false }
        place += 1
        return true
    }

    /// Takes what stands between the mark here and the one that closes it, braces in it being matched; nil, and nothing
    /// taken, if there is no such mark or it is never closed.
    mutating func group(_ open: UInt8, _ close: UInt8) -> ArraySlice<UInt8>? {
        guard here == open, !isAtEnd else { return nil }
        var (depth, index) = (0, place + 1)
        let start = place
        defer { effort.left -= index - start }
        while index < bytes.count, index - start < effort.left {
            let byte = bytes[index]
            if byte == close, depth == 0 {
                place = index + 1
                return bytes[start + 1..<index]
            }
            switch byte {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"): depth -= 1
            default: break
            }
            if depth < 0 { return nil }
            index += 1
        }
        return nil
    }

    mutating func braces() -> ArraySlice<UInt8>? { group(UInt8(ascii: "{"), UInt8(ascii: "}")) }
    mutating func brackets() -> ArraySlice<UInt8>? { group(UInt8(ascii: "["), UInt8(ascii: "]")) }

    /// Where `text` next begins; nil if it does not.
    func find(_ text: String, from start: Int) -> Int? {
        let wanted = Array(text.utf8)
        var index = start
        defer { effort.left -= index - start }
        guard effort.left > 0 else { return nil }
        while index + wanted.count <= bytes.count {
            guard let found = bytes[index...].firstIndex(of: wanted[0]), found + wanted.count <= bytes.count else {
                index = bytes.count
                return nil
            }
            index = found + 1
            if bytes[found..<found + wanted.count].elementsEqual(wanted) { return found }
        }
        return nil
    }

    /// Of an environment that begins here, `\begin{` already passed as a control sequence: its name and where it ends.
    func environment(_ names: Set<String>) -> (name: String, end: Int)? {
        var inner = self
        guard let name = inner.braces().map({ String(decoding: $0, as: UTF8.self) }), names.contains(name) else {
            return nil
        }
        let close = "\\end{\(name)}"
        return (name, find(close, from: inner.place).map { $0 + close.utf8.count } ?? bytes.count)
    }
}
