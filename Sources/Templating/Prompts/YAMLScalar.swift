/// A string as a YAML scalar, spelled and folded as PyYAML's emitter does (yaml/pyyaml, lib/yaml/emitter.py), which
/// wrote every file of promptsource: plain if it can be, else in single quotes, else in double ones; beyond ASCII only
/// as escapes; folded at blanks past column 80.
struct YAMLScalar {
    private static let width = 80
    private let text: [Unicode.Scalar]
    /// Of lines that go on with the scalar.
    private let indent: Int
    private var column: Int
    private var output: [UInt8] = []

    /// Appends a blank and the scalar.
    /// - Parameters:
    ///   - column: where on its line the scalar's blank stands.
    ///   - indent: what lines that go on with it are indented by.
    static func append(_ string: String, column: Int, indent: Int, to bytes: inout [UInt8]) {
        var scalar = YAMLScalar(text: Array(string.unicodeScalars), indent: indent, column: column)
        scalar.write(" ")
        let form = YAMLForm(scalar.text)
        if form.allowsPlain, !YAMLForm.meansOther(string) {
            scalar.writePlain()
        } else if form.allowsSingleQuotes {
            scalar.writeSingleQuoted()
        } else {
            scalar.writeDoubleQuoted()
        }
        bytes += scalar.output
    }

    private init(text: [Unicode.Scalar], indent: Int, column: Int) {
        self.text = text
        self.indent = indent
        self.column = column
    }

    private mutating func write(_ string: String) {
        output += string.utf8
        column += string.unicodeScalars.count
    }

    private mutating func write(_ range: Range<Int>) {
        for scalar in text[range] { output += String(Character(scalar)).utf8 }
        column += range.count
    }

    private mutating func newline() {
        output.append(0x0A)
        column = 0
    }

    private mutating func newlineAndIndent() {
        newline()
        write(String(repeating: " ", count: indent))
    }

    /// Words, and the blanks between them; a single blank past the width becomes a line end.
    private mutating func writePlain() {
        var start = 0
        while start < text.count {
            let isBlank = text[start] == " "
            let end = text[start...].firstIndex { ($0 == " ") != isBlank } ?? text.count
            if isBlank, end == start + 1, column > Self.width {
                newlineAndIndent()
            } else {
                write(start..<end)
            }
            start = end
        }
    }

    private mutating func writeSingleQuoted() {
        write("'")
        var start = 0
        while start < text.count {
            let first = text[start]
            let end: Int
            if first == "'" {
                end = start + 1
                write("''")
            } else if first == " " {
                end = text[start...].firstIndex { $0 != " " } ?? text.count
                if end == start + 1, column > Self.width, start > 0, end < text.count {
                    newlineAndIndent()
                } else {
                    write(start..<end)
                }
            } else if first == "\n" {
                // One line end reads as a blank, so there is always one more.
                end = text[start...].firstIndex { $0 != "\n" } ?? text.count
                for _ in start...end { newline() }
                write(String(repeating: " ", count: indent))
            } else {
                end = text[start...].firstIndex { $0 == " " || $0 == "'" || $0 == "\n" } ?? text.count
                write(start..<end)
            }
            start = end
        }
        write("'")
    }

    private mutating func writeDoubleQuoted() {
        write("\"")
        var start = 0
        for end in 0...text.count {
            let scalar: Unicode.Scalar? = end < text.count ? text[end] : nil
            if scalar.map({ !Self.standsForItself($0) }) ?? true {
                if start < end { write(start..<end) }
                start = end
                if let scalar {
                    write(Self.escape(scalar))
                    start = end + 1
                }
            }
            guard end > 0, end < text.count - 1, scalar == " " || start >= end, column + end - start > Self.width else {
                continue
            }
            if start < end {
                write(start..<end)
                start = end
            }
            write("\\")
            newlineAndIndent()
            if text[start] == " " { write("\\") }
        }
        write("\"")
    }

    private static func standsForItself(_ scalar: Unicode.Scalar) -> Bool {
        scalar >= " " && scalar <= "~" && scalar != "\"" && scalar != "\\"
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let letters: [Unicode.Scalar: String] = [
            "\0": "0", "\u{7}": "a", "\u{8}": "b", "\t": "t", "\n": "n", "\u{B}": "v", "\u{C}": "f", "\r": "r",
            "\u{1B}": "e", "\"": "\"", "\\": "\\", "\u{85}": "N", "\u{A0}": "_", "\u{2028}": "L", "\u{2029}": "P",
        ]
        if let letter = letters[scalar] { return "\\" + letter }
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let (mark, count) = scalar.value <= 0xFF ? ("x", 2) : scalar.value <= 0xFFFF ? ("u", 4) : ("U", 8)
        return "\\" + mark + String(repeating: "0", count: count - digits.utf8.count) + digits
    }
}
