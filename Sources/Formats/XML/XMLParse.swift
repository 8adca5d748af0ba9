import CXML2
import Records

/// One document going through libxml2's push parser (SAX2 events; libxml/parser.h).
///
/// A class because it owns the parser's context; used by one thread at a time.
final class XMLParse {
    // Behind a pointer because libxml2 keeps the address and calls back with it.
    private let events: UnsafeMutablePointer<XMLEvents>
    private let context: xmlParserCtxtPtr

    private static let initialized: Void = xmlInitParser()

    init(_ records: XMLRecords, file: String) throws(DataError) {
        _ = Self.initialized
        let events = UnsafeMutablePointer<XMLEvents>.allocate(capacity: 1)
        events.initialize(to: XMLEvents(records, file: file))
        var handler = Self.handler()
        guard let context = xmlCreatePushParserCtxt(&handler, events, nil, 0, nil) else {
            events.deinitialize(count: 1)
            events.deallocate()
            throw DataError("libxml2 cannot start", file: file)
        }
        events.pointee.context = context
        self.events = events
        self.context = context
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
    }

    deinit {
        xmlFreeParserCtxt(context)
        events.deinitialize(count: 1)
        events.deallocate()
    }

    var records: XMLRecords {
        get { events.pointee.records }
        _modify { yield &events.pointee.records }
    }

    func push(_ bytes: Span<UInt8>) throws(DataError) {
        bytes.withUnsafeBytes { raw in
            _ = xmlParseChunk(context, raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count), 0)
        }
        if let fault = events.pointee.fault { throw fault }
    }

    /// There are no more bytes.
    func finish() throws(DataError) {
        xmlParseChunk(context, nil, 0, 1)
        if let fault = events.pointee.fault { throw fault }
    }

    private static func events(_ address: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLEvents>? {
        address?.assumingMemoryBound(to: XMLEvents.self)
    }

    private static func handler() -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = { address, name, _, _, _, _, count, _, attributes in
            guard let name else { return }
            let tag = XMLTag(name: name, attributes: attributes, attributeCount: Int(count))
            XMLParse.events(address)?.pointee.start(tag)
        }
        handler.endElementNs = { address, name, _, _ in
            guard let name else { return }
            XMLParse.events(address)?.pointee.end(name)
        }
        handler.characters = { address, bytes, count in
            XMLParse.events(address)?.pointee.characters(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
        handler.ignorableWhitespace = handler.characters
        handler.cdataBlock = handler.characters
        refuseEntities(&handler)
        handler.serror = { address, error in
            guard let error, error.pointee.level == XML_ERR_FATAL else { return }
            let message = error.pointee.message.map { String(cString: $0) }
            XMLParse.events(address)?.pointee.stop(message ?? "not well-formed")
        }
        return handler
    }

    private static func refuseEntities(_ handler: inout xmlSAXHandler) {
        // Only the five that XML defines; any other name is then an error.
        handler.getEntity = { _, name in xmlGetPredefinedEntity(name) }
        handler.getParameterEntity = { _, _ in nil }
        handler.reference = { address, name in
            let name = name.map { String(cString: $0) } ?? ""
            XMLParse.events(address)?.pointee.stop(
                "the entity '&\(name);' is not one of XML's five", "write the character itself")
        }
        handler.entityDecl = { address, name, _, _, _, _ in
            let name = name.map { String(cString: $0) } ?? ""
            XMLParse.events(address)?.pointee.stop(
                "the document declares the entity '\(name)'", "expand it in the file")
        }
    }
}
