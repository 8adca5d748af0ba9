import CXML2
import Records

/// One page going through libxml2's HTML parser as SAX events: no tree, so nothing recurses however deep the tags are.
///
/// A class because libxml2 keeps its address; used by one thread at a time.
final class HTMLParse {
    /// Deeper pages are refused, since libxml2 looks through all open elements at each end tag. Browsers stop at 512, too.
    static let maximumDepth = 512
    private static let chunk = 1 << 14
    private static let initialized: Void = xmlInitParser()

    private(set) var page = HTMLPage()
    private var isTooDeep = false

    /// Reads a page in UTF-8.
    func run(_ bytes: Span<UInt8>) throws(RecordFault) {
        _ = Self.initialized
        var handler = Self.handler()
        let address = Unmanaged.passUnretained(self).toOpaque()
        let made = htmlCreatePushParserCtxt(&handler, address, nil, 0, nil, XML_CHAR_ENCODING_UTF8)
        guard let context = made else { throw RecordFault(reason: "libxml2 cannot start") }
        defer { htmlFreeParserCtxt(context) }
        let options = [
            HTML_PARSE_RECOVER, HTML_PARSE_NOERROR, HTML_PARSE_NOWARNING, HTML_PARSE_NONET, HTML_PARSE_IGNORE_ENC,
        ]
        htmlCtxtUseOptions(context, Int32(options.reduce(0) { $0 | $1.rawValue }))
        var start = 0
        while start < bytes.count, !isTooDeep {
            let piece = bytes.extracting(start..<min(start + Self.chunk, bytes.count))
            start += piece.count
            piece.withUnsafeBytes {
                _ = htmlParseChunk(
                    context, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count), 0)
            }
        }
        if !isTooDeep { htmlParseChunk(context, nil, 0, 1) }
        if isTooDeep { throw RecordFault(reason: "elements are nested deeper than \(Self.maximumDepth)") }
        page.endBlock()
    }

    private static func with(_ address: UnsafeMutableRawPointer?, _ body: (HTMLParse) -> Void) {
        guard let address else { return }
        let parse = Unmanaged<HTMLParse>.fromOpaque(address).takeUnretainedValue()
        if !parse.isTooDeep { body(parse) }
    }

    private static func handler() -> htmlSAXHandler {
        var handler = htmlSAXHandler()
        handler.startElement = { address, name, attributes in
            guard let name else { return }
            HTMLParse.with(address) {
                $0.page.start(name, HTMLAttributes(pointers: attributes))
                $0.isTooDeep = $0.page.depth > HTMLParse.maximumDepth
            }
        }
        handler.endElement = { address, _ in HTMLParse.with(address) { $0.page.end() } }
        handler.characters = { address, bytes, count in
            let text = UnsafeBufferPointer(start: bytes, count: Int(count))
            HTMLParse.with(address) { $0.page.add(text.span) }
        }
        handler.ignorableWhitespace = handler.characters
        // Scripts and styles; dropped with their elements.
        handler.cdataBlock = handler.characters
        return handler
    }
}
