import Records

/// A piece of HTML that somebody wrote into a form, as text: tags go, paragraphs are parted by blank lines, items and
/// breaks by line ends, code keeps its lines.
struct HTMLFragment: ~Escapable {
    private let source: Span<UInt8>
    private var index = 0
    /// Line ends and blanks that come before the next text.
    private var feeds = 0
    private var wantsSpace = false
    private var preDepth = 0
    private let start: Int

    private static let paragraphs: [StaticString] = [
        "p", "pre", "blockquote", "ul", "ol", "dl", "table", "hr", "h1", "h2", "h3", "h4", "h5", "h6",
    ]
    private static let lines: [StaticString] = ["li", "br", "tr", "dt", "dd", "div"]
    private static let unshown: [StaticString] = ["script", "style"]

    static func appendText(_ source: Span<UInt8>, to output: inout [UInt8]) {
        var fragment = HTMLFragment(source, start: output.count)
        fragment.run(&output)
    }

    @_lifetime(copy source)
    private init(_ source: Span<UInt8>, start: Int) {
        self.source = source
        self.start = start
    }

    private mutating func run(_ output: inout [UInt8]) {
        while index < source.count {
            let byte = source[index]
            if byte == UInt8(ascii: "<"), markup() { continue }
            if byte <= 0x20 {
                space(byte)
                index += 1
                continue
            }
            separate(&output)
            if byte == UInt8(ascii: "&"), let length = CharacterReference.append(at: index, of: source, to: &output) {
                index += length
            } else {
                output.append(byte)
                index += 1
            }
        }
    }

    private mutating func space(_ byte: UInt8) {
        guard preDepth > 0 else {
            wantsSpace = true
            return
        }
        if byte == 0x0A {
            feeds += 1
            blanks = 0
        } else if byte != 0x0D {
            blanks += 1
        }
    }

    /// Blanks at the start of a line of code or within it.
    private var blanks = 0

    private mutating func separate(_ output: inout [UInt8]) {
        if output.count > start {
            if feeds > 0 {
                output.append(contentsOf: repeatElement(0x0A, count: feeds))
            } else if wantsSpace {
                output.append(0x20)
            }
        }
        output.append(contentsOf: repeatElement(0x20, count: blanks))
        feeds = 0
        blanks = 0
        wantsSpace = false
    }

    /// Passes a tag or a comment; false if the `<` is none.
    private mutating func markup() -> Bool {
        let next = index + 1 < source.count ? source[index + 1] : 0
        if next == UInt8(ascii: "!") {
            index = ByteScan.first(UInt8(ascii: ">"), in: source, from: index).map { $0 + 1 } ?? source.count
            return true
        }
        let isClosing = next == UInt8(ascii: "/")
        let nameStart = index + (isClosing ? 2 : 1)
        var nameEnd = nameStart
        while nameEnd < source.count, source[nameEnd].isASCIILetter || source[nameEnd].isASCIIDigit { nameEnd += 1 }
        guard nameEnd > nameStart, source[nameStart].isASCIILetter,
            let end = ByteScan.first(UInt8(ascii: ">"), in: source, from: nameEnd)
        else { return false }
        let name = source.extracting(nameStart..<nameEnd).withUnsafeBufferPointer { Wikitext.lowered(Array($0)[...]) }
        index = end + 1
        tag(name, isClosing: isClosing)
        return true
    }

    private mutating func tag(_ name: [UInt8], isClosing: Bool) {
        func isOne(of names: [StaticString]) -> Bool {
            names.contains {
                name.elementsEqual(UnsafeBufferPointer(start: $0.utf8Start, count: $0.utf8CodeUnitCount))
            }
        }
        if isOne(of: Self.paragraphs) {
            feeds = 2
            blanks = 0
            if isOne(of: ["pre"]) { preDepth = isClosing ? max(0, preDepth - 1) : preDepth + 1 }
        } else if isOne(of: Self.lines) {
            feeds = max(feeds, 1)
            blanks = 0
        } else if isOne(of: Self.unshown), !isClosing {
            skip(to: name)
        }
    }

    /// To the closing tag, or the end.
    private mutating func skip(to name: [UInt8]) {
        while let open = ByteScan.first(UInt8(ascii: "<"), in: source, from: index) {
            index = open + 1
            guard index + name.count < source.count, source[index] == UInt8(ascii: "/") else { continue }
            let word = source.extracting((index + 1)...).extracting(first: name.count)
            if word.withUnsafeBufferPointer({ Wikitext.lowered(Array($0)[...]) == name }) {
                index = open
                return
            }
        }
        index = source.count
    }
}
