import CCmark
import Glibc

/// Markdown as GitHub reads it (CommonMark with tables and struck text, by cmark-gfm), and the front matter that generators
/// of sites have before it.
struct MarkdownDocument {
    private let body: ArraySlice<UInt8>
    /// What the front matter calls it.
    let title: [UInt8]?

    /// More images than this are no document's, and the time that cmark-gfm takes grows with their square.
    private static let maximumImages = 10_000

    private static let extensions: Void = cmark_gfm_core_extensions_ensure_registered()

    init(_ text: [UInt8]) {
        let front = Self.frontMatter(of: text)
        body = text[(front?.upperBound ?? 0)...]
        title = front.flatMap { Self.title(in: text[$0]) }
    }

    func html() throws(RecordFault) -> [UInt8] {
        guard imageCount <= Self.maximumImages else {
            throw RecordFault(reason: "more than \(Self.maximumImages) images in one document")
        }
        guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else {
            throw RecordFault(reason: "cmark-gfm cannot start")
        }
        defer { cmark_parser_free(parser) }
        Self.extensions
        for name in ["table", "strikethrough"] {
            if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
        }
        body.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        // Raw HTML goes to where HTML is read.
        guard let document = cmark_parser_finish(parser),
            let html = cmark_render_html(document, CMARK_OPT_UNSAFE, cmark_parser_get_syntax_extensions(parser))
        else { throw RecordFault(reason: "cmark-gfm cannot read it") }
        defer {
            cmark_node_free(document)
            cmark_get_default_mem_allocator().pointee.free(html)
        }
        let count = strlen(html)
        return UnsafeBufferPointer(start: html, count: count).map(UInt8.init(bitPattern:))
    }

    private var imageCount: Int {
        zip(body, body.dropFirst()).count { $0 == UInt8(ascii: "!") && $1 == UInt8(ascii: "[") }
    }

    /// What stands between two lines of `---` (YAML) or `+++` (TOML) at the very beginning, these lines included.
    private static func frontMatter(of text: [UInt8]) -> Range<Int>? {
        for mark in ["---", "+++"] {
            let mark = Array(mark.utf8)
            guard text.starts(with: mark) else { continue }
            var start: Int? = text.firstIndex(of: 0x0A).map { $0 + 1 }
            while let from = start {
                let end = text[from...].firstIndex(of: 0x0A)
                let line = text[from..<(end ?? text.count)]
                if line.starts(with: mark), line.dropFirst(mark.count).allSatisfy({ $0 <= 0x20 }) {
                    return 0..<(end.map { $0 + 1 } ?? text.count)
                }
                start = end.map { $0 + 1 }
            }
        }
        return nil
    }

    /// Of a line `title: …` or `title = …`.
    private static func title(in front: ArraySlice<UInt8>) -> [UInt8]? {
        for line in front.split(separator: 0x0A) where line.starts(with: "title".utf8) {
            let rest = line.dropFirst(5).drop { $0 == 0x20 || $0 == 0x09 }
            guard let mark = rest.first, mark == UInt8(ascii: ":") || mark == UInt8(ascii: "=") else { continue }
            var value = rest.dropFirst().drop { $0 <= 0x20 }
            while let last = value.last, last <= 0x20 { value.removeLast() }
            if value.count >= 2, let quote = value.first, quote == value.last, "\"'".utf8.contains(quote) {
                value = value.dropFirst().dropLast()
            }
            return value.isEmpty ? nil : Array(value)
        }
        return nil
    }
}
