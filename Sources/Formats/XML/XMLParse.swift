import CXML2
import Records

/// One document going through libxml2's push parser (SAX2 events; libxml/parser.h).
///
/// A class because libxml2 keeps its address; used by one thread at a time.
final class XMLParse {
    var records: XMLRecords
    private var dialect: (any XMLDialect)?
    private let file: String
    private var context: xmlParserCtxtPtr?
    private var depth = 0
    private var fault: DataError?

    private static let initialized: Void = xmlInitParser()

    init(_ records: XMLRecords, file: String) throws(DataError) {
        _ = Self.initialized
        self.records = records
        self.file = file
        var handler = Self.handler()
        let address = Unmanaged.passUnretained(self).toOpaque()
        context = xmlCreatePushParserCtxt(&handler, address, nil, 0, nil)
        guard let context else { throw DataError("libxml2 cannot start", file: file) }
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
    }

    deinit { xmlFreeParserCtxt(context) }

    func push(_ bytes: Span<UInt8>) throws(DataError) {
        bytes.withUnsafeBytes { raw in
            _ = xmlParseChunk(context, raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count), 0)
        }
        if let fault { throw fault }
    }

    /// There are no more bytes.
    func finish() throws(DataError) {
        xmlParseChunk(context, nil, 0, 1)
        if let fault { throw fault }
    }

    // MARK: Events

    private static func with(_ address: UnsafeMutableRawPointer?, _ body: (XMLParse) -> Void) {
        guard let address else { return }
        let parse = Unmanaged<XMLParse>.fromOpaque(address).takeUnretainedValue()
        if parse.fault == nil { body(parse) }
    }

    private static func handler() -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = { address, name, _, _, _, _, count, _, attributes in
            guard let name else { return }
            XMLParse.with(address) {
                $0.start(XMLTag(name: name, attributes: attributes, attributeCount: Int(count)))
            }
        }
        handler.endElementNs = { address, name, _, _ in
            guard let name else { return }
            XMLParse.with(address) { $0.end(name) }
        }
        handler.characters = { address, bytes, count in
            let text = UnsafeBufferPointer(start: bytes, count: Int(count))
            XMLParse.with(address) { $0.dialect?.text(text.span, limit: $0.records.maximumBytes) }
        }
        handler.ignorableWhitespace = handler.characters
        handler.cdataBlock = handler.characters
        refuseEntities(&handler)
        handler.serror = { address, error in
            guard let error, error.pointee.level == XML_ERR_FATAL else { return }
            XMLParse.with(address) { $0.stop(error.pointee.message.map { String(cString: $0) } ?? "not well-formed") }
        }
        return handler
    }

    private static func refuseEntities(_ handler: inout xmlSAXHandler) {
        // Only the five that XML defines; any other name is then an error.
        handler.getEntity = { _, name in xmlGetPredefinedEntity(name) }
        handler.getParameterEntity = { _, _ in nil }
        handler.reference = { address, name in
            let name = name.map { String(cString: $0) } ?? ""
            XMLParse.with(address) {
                $0.stop("the entity '&\(name);' is not one of XML's five", "write the character itself")
            }
        }
        handler.entityDecl = { address, name, _, _, _, _ in
            let name = name.map { String(cString: $0) } ?? ""
            XMLParse.with(address) { $0.stop("the document declares the entity '\(name)'", "expand it in the file") }
        }
    }

    private func stop(_ cause: String, _ mend: String = "correct the XML, or fetch the file again if it is cut short") {
        let line = context.map { xmlSAX2GetLineNumber($0) } ?? 0
        let trimmed = cause.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
        fault = DataError(
            String(trimmed), file: file, line: line > 0 ? Int(line) : nil, offset: max(0, xmlByteConsumed(context)),
            mend: mend)
        xmlStopParser(context)
    }

    private func start(_ tag: XMLTag) {
        depth += 1
        guard depth <= XMLReader.maximumDepth else {
            return stop("elements are nested deeper than \(XMLReader.maximumDepth)", "leave the file out")
        }
        records.offset = tagOffset()
        records.line = Int(xmlSAX2GetLineNumber(context))
        if dialect == nil {
            dialect = XMLRoot.dialect(of: tag)
            if dialect == nil {
                return stop(
                    "the root element <\(String(cString: tag.name))> is of no dialect that is known",
                    "known are \(XMLRoot.names.joined(separator: ", "))")
            }
        }
        dialect?.start(tag, &records)
    }

    private func end(_ name: UnsafePointer<UInt8>) {
        depth -= 1
        records.offset = max(0, xmlByteConsumed(context))
        dialect?.end(name, &records)
    }

    /// Offset of the `<` of the start tag that libxml2 has just read: the last one before its cursor, since attributes
    /// cannot hold one.
    private func tagOffset() -> Int {
        let cursor = max(0, xmlByteConsumed(context))
        guard let input = context?.pointee.input?.pointee, let base = input.base, var place = input.cur else {
            return cursor
        }
        let end = place
        while place > base {
            place -= 1
            if place.pointee == UInt8(ascii: "<") { return max(0, cursor - (end - place)) }
        }
        return cursor
    }
}
