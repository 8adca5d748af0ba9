import CXML2
import Records

/// One page going through libxml2's HTML parser as SAX events: no tree, so nothing recurses however deep the tags are.
enum HTMLParse {
    /// Deeper pages are refused, since libxml2 looks through all open elements at each end tag. Browsers stop at 512, too.
    static let maximumDepth = 512
    private static let chunk = 1 << 14
    private static let initialized: Void = xmlInitParser()

    /// Reads a page in UTF-8.
    static func page(_ bytes: Span<UInt8>) throws(RecordFault) -> HTMLPage {
        _ = Self.initialized
        // Behind a pointer because libxml2 keeps the address and calls back with it.
        let page = UnsafeMutablePointer<HTMLPage>.allocate(capacity: 1)
        page.initialize(to: HTMLPage())
        defer {
            page.deinitialize(count: 1)
            page.deallocate()
        }
        var handler = Self.handler()
        let made = htmlCreatePushParserCtxt(&handler, page, nil, 0, nil, XML_CHAR_ENCODING_UTF8)
        guard let context = made else { throw RecordFault(reason: "libxml2 cannot start") }
        defer { htmlFreeParserCtxt(context) }
        let options = [
            HTML_PARSE_RECOVER, HTML_PARSE_NOERROR, HTML_PARSE_NOWARNING, HTML_PARSE_NONET, HTML_PARSE_IGNORE_ENC,
        ]
        htmlCtxtUseOptions(context, Int32(options.reduce(0) { $0 | $1.rawValue }))
        var start = 0
        while start < bytes.count, !page.pointee.isTooDeep {
            let piece = bytes.extracting(start..<min(start + Self.chunk, bytes.count))
            start += piece.count
            piece.withUnsafeBytes {
                _ = htmlParseChunk(
                    context, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count), 0)
            }
        }
        if page.pointee.isTooDeep {
            throw RecordFault(reason: "elements are nested deeper than \(Self.maximumDepth)")
        }
        htmlParseChunk(context, nil, 0, 1)
        page.pointee.endBlock()
        return page.pointee
    }

    private static func page(_ address: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<HTMLPage>? {
        address?.assumingMemoryBound(to: HTMLPage.self)
    }

    private static func handler() -> htmlSAXHandler {
        var handler = htmlSAXHandler()
        handler.startElement = { address, name, attributes in
            guard let name else { return }
            HTMLParse.page(address)?.pointee.start(name, HTMLAttributes(pointers: attributes))
        }
        handler.endElement = { address, _ in HTMLParse.page(address)?.pointee.end() }
        handler.characters = { address, bytes, count in
            let text = UnsafeBufferPointer(start: bytes, count: Int(count))
            HTMLParse.page(address)?.pointee.add(text.span)
        }
        handler.ignorableWhitespace = handler.characters
        // Scripts and styles; dropped with their elements.
        handler.cdataBlock = handler.characters
        return handler
    }
}
