import CXML2
import Records

/// What becomes of the parser's events: the state of one document on its way through libxml2.
struct XMLEvents {
    var records: XMLRecords
    private(set) var fault: XMLFault?
    let entities = XMLEntities()
    private var dialect: (any XMLDialect)?
    private let mapping: XMLMapping?
    /// The elements that are open; libxml2 keeps their names.
    private var open: [(prefix: UnsafePointer<UInt8>?, name: UnsafePointer<UInt8>)] = []
    /// The parser has started again and is told which elements are open.
    var isResuming = false

    init(_ records: XMLRecords, _ mapping: XMLMapping?) {
        self.records = records
        self.mapping = mapping
    }

    mutating func start(_ tag: XMLTag, prefix: UnsafePointer<UInt8>?) {
        guard fault == nil else { return }
        open.append((prefix, tag.name))
        if isResuming { return }
        guard open.count <= XMLReader.maximumDepth else {
            return stop("elements are nested deeper than \(XMLReader.maximumDepth)", "leave the file out")
        }
        if dialect == nil {
            dialect = mapping.map { XMLMappingDialect($0) } ?? XMLRoot.dialect(of: tag)
            if dialect == nil {
                return stop(
                    "the root element <\(String(cString: tag.name))> is of no dialect that is known",
                    "say what it means in a mapping (xml, --xml); known are \(XMLRoot.names.joined(separator: ", "))")
            }
        }
        dialect?.start(tag, depth: open.count, &records)
    }

    mutating func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        if fault == nil { dialect?.text(bytes, &records) }
    }

    mutating func end(_ name: UnsafePointer<UInt8>) {
        guard fault == nil, !open.isEmpty else { return }
        dialect?.end(name, depth: open.count, &records)
        open.removeLast()
    }

    /// Notes the first fault; libxml2 then gives up.
    mutating func stop(_ cause: String, _ mend: String? = nil) {
        guard fault == nil else { return }
        fault = XMLFault(cause, mend, records.cursor)
        if let context = records.cursor.context {
            if let encoding = records.cursor.encoding, context.pointee.errNo == XML_ERR_INVALID_CHAR.rawValue {
                fault?.cause = "not valid \(encoding.name)"
            }
            context.pointee.errNo = max(context.pointee.errNo, 1)
            context.pointee.disableSAX = 1
        }
    }

    mutating func entity(_ name: String) -> UnsafeMutablePointer<xmlEntity>? {
        // libxml2 asks for what is being declared, too.
        if open.isEmpty { return nil }
        let context = records.cursor.context?.pointee
        let entity = entities.find(name, hasDTD: context?.hasExternalSubset == 1)
        // libxml2 takes the first byte alone of an entity in an attribute.
        if entity == nil || context?.instate == XML_PARSER_ATTRIBUTE_VALUE { refuseEntity(name) }
        return entity
    }

    mutating func refuseEntity(_ name: String) {
        stop("the entity '&\(name);' is none of those that are read", "write its characters in its place")
    }

    /// libxml2 reads on from a `&` to the next `;`, however far that is: what cannot be a reference is a fault at once.
    mutating func stopAtLoneAmpersand() {
        let unread = records.cursor.unread
        guard fault == nil, unread.first == UInt8(ascii: "&"),
            records.cursor.context?.pointee.instate == XML_PARSER_CONTENT
        else { return }
        let name = unread.dropFirst().prefix {
            $0 >= 0x80 || $0.isASCIILetter || $0.isASCIIDigit || "#_-.:".utf8.contains($0)
        }
        let isWaiting = name.count + 1 == unread.count && name.count < Self.maximumEntityName
        if !isWaiting { stop("a '&' begins no reference", "write it as '&amp;'") }
    }

    private static let maximumEntityName = 256

    mutating func finish(limit: Batch.Limit) throws(DataError) -> Bool {
        try dialect?.finish(&records, limit: limit) ?? false
    }

    // MARK: Going on after a fault

    /// Gives up the record that the fault is in, or what lies between two records.
    ///
    /// - Returns: nil if no record can be found after it: the fault is the document's.
    mutating func giveUpRecord() -> XMLLoss? {
        guard let fault, var dialect, !open.isEmpty, !dialect.recordElements.isEmpty else { return nil }
        let lost = dialect.abandon()
        self.dialect = dialect
        var tags: [UInt8] = []
        for (prefix, name) in open.prefix(lost?.depth ?? open.count) {
            tags.append(UInt8(ascii: "<"))
            if let prefix { tags += Array(String(cString: prefix).utf8) + [UInt8(ascii: ":")] }
            tags += Array(String(cString: name).utf8) + [UInt8(ascii: ">")]
        }
        open.removeAll(keepingCapacity: true)
        self.fault = nil
        return XMLLoss(
            fault: fault, begin: lost?.begin ?? fault.place, beginning: lost?.beginning ?? [],
            recordElements: dialect.recordElements, tags: tags)
    }
}
