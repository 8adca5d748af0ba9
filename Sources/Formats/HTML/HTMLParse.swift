import Records

/// Reads a page in UTF-8 in one pass: tokens as the HTML standard cuts them (WHATWG HTML, section 13.2.5), the list of
/// open elements that its rules for implied end tags give (section 13.2.6), and of the tree only a parent for each block
/// element. Every step takes constant time however deep the elements are, so that no page takes more than linear time.
struct HTMLParse {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    let bytes: Bytes
    let names: HTMLNames
    var index = 0
    var page = HTMLPage()

    var open: [HTMLOpenElement] = []
    /// For each element the innermost open one of that name as index into `open`, or -1.
    var innermost = [Int](repeating: -1, count: HTMLElement.allCases.count)
    var innermostScope = -1
    var innermostBlock = -1
    var container = 0
    var droppedCount = 0
    var linkCount = 0
    var preformattedCount = 0
    var hintedCount = 0

    var block = HTMLBlock(range: 0..<0)
    var wantsSpace = false
    /// Line feeds of the block that `br` has brought since its last letter.
    var breaks = 0
    /// The next block begins with the dash of a list.
    var isAtItem = false

    static func page(_ span: Span<UInt8>) -> HTMLPage {
        span.withUnsafeBufferPointer { bytes in
            var parse = HTMLParse(bytes: bytes, names: .shared)
            parse.page.text.reserveCapacity(bytes.count / 2)
            parse.run()
            return parse.page
        }
    }

    private init(bytes: Bytes, names: HTMLNames) {
        self.bytes = bytes
        self.names = names
    }

    private mutating func run() {
        while index < bytes.count {
            let angle = find(UInt8(ascii: "<"), from: index)
            addText(index..<angle)
            index = angle
            if angle < bytes.count { markup() }
        }
        endBlock()
    }

    /// Index of the next `byte`, or the end.
    @inline(__always)
    func find(_ byte: UInt8, from start: Int) -> Int {
        let rest = Span(_unsafeElements: bytes)
        return ByteScan.first(byte, in: rest, from: start) ?? bytes.count
    }

    /// What begins with `<`, here.
    private mutating func markup() {
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        switch next {
        case 0x41...0x5A, 0x61...0x7A: startTag()
        case UInt8(ascii: "/"): endTag()
        case UInt8(ascii: "!"): passDeclaration()
        case UInt8(ascii: "?"): index = min(find(UInt8(ascii: ">"), from: index) + 1, bytes.count)
        default:
            addText(index..<(index + 1))
            index += 1
        }
    }

    /// A comment, `<!DOCTYPE …>`, `<![CDATA[…`, or what is none of them and passed like a comment.
    private mutating func passDeclaration() {
        let start = index + 2
        guard start + 1 < bytes.count, bytes[start] == UInt8(ascii: "-"), bytes[start + 1] == UInt8(ascii: "-") else {
            index = min(find(UInt8(ascii: ">"), from: start) + 1, bytes.count)
            return
        }
        var end = find(UInt8(ascii: ">"), from: start + 2)
        while end < bytes.count, !isCommentEnd(end, start) { end = find(UInt8(ascii: ">"), from: end + 1) }
        index = min(end + 1, bytes.count)
    }

    /// `-->`, `--!>`, and right behind the start `>` and `->`, too.
    private func isCommentEnd(_ end: Int, _ start: Int) -> Bool {
        let dash = UInt8(ascii: "-")
        if bytes[end - 1] == dash, bytes[end - 2] == dash { return true }
        return bytes[end - 1] == UInt8(ascii: "!") && end >= start + 5 && bytes[end - 2] == dash
            && bytes[end - 3] == dash
    }
}
