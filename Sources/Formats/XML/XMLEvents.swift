import CXML2
import Records

/// What becomes of the parser's events: the state of one document on its way through libxml2.
struct XMLEvents {
    var records: XMLRecords
    private(set) var fault: DataError?
    var context: xmlParserCtxtPtr?
    private var dialect: (any XMLDialect)?
    private let file: String
    private var depth = 0
    /// Characters since the last tag; libxml2 hands them over in small pieces.
    private var text: [UInt8] = []
    private static let textBytes = 1 << 16

    init(_ records: XMLRecords, file: String) {
        self.records = records
        self.file = file
    }

    mutating func start(_ tag: XMLTag) {
        guard fault == nil else { return }
        flushText()
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

    mutating func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        text.append(contentsOf: bytes)
        if text.count >= Self.textBytes { flushText() }
    }

    private mutating func flushText() {
        if text.isEmpty { return }
        var pending: [UInt8] = []
        swap(&pending, &text)
        dialect?.text(pending.span, limit: records.maximumBytes)
        pending.removeAll(keepingCapacity: true)
        swap(&pending, &text)
    }

    mutating func end(_ name: UnsafePointer<UInt8>) {
        guard fault == nil else { return }
        flushText()
        depth -= 1
        records.offset = max(0, xmlByteConsumed(context))
        dialect?.end(name, &records)
    }

    /// Notes the first fault and ends the parse.
    mutating func stop(
        _ cause: String, _ mend: String = "correct the XML, or fetch the file again if it is cut short"
    ) {
        guard fault == nil else { return }
        let line = Int(xmlSAX2GetLineNumber(context))
        let trimmed = cause.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
        fault = DataError(
            String(trimmed), file: file, line: line > 0 ? line : nil, offset: max(0, xmlByteConsumed(context)),
            mend: mend)
        xmlStopParser(context)
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
