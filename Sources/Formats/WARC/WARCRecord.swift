import Records

/// A record's header and what it says of the block behind it.
struct WARCRecord {
    let header: MessageHeader
    /// Bytes of the block.
    let contentLength: Int

    /// - Throws: if it is not the header of a record.
    init(_ header: MessageHeader?) throws(RecordFault) {
        guard let header, header.firstLine.starts(with: Array("WARC/".utf8)) else {
            throw RecordFault(reason: "no record begins here: there is no line WARC/1.0 or WARC/1.1 with a header")
        }
        guard let field = header.value("content-length"), let length = Int(field), length >= 0 else {
            throw RecordFault(reason: "the record's header has no Content-Length that is a number")
        }
        self.header = header
        contentLength = length
    }

    /// nil for types that the standard does not know: they are to be passed over.
    var type: WARCType? { header.value("warc-type").flatMap { WARCType(rawValue: $0.lowercased()) } }
    /// The crawler stored the block in part.
    var isCut: Bool { header["warc-truncated"] != nil }
    var mediaType: MediaType? { header["content-type"].map(MediaType.init) }

    /// `urn:uuid:…` without its angle brackets.
    var id: [UInt8]? {
        header["warc-record-id"].map { $0.filter { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") } }
    }

    /// The first language that Common Crawl found in the page, an ISO 639-3 code.
    var language: [UInt8] {
        Array(header["warc-identified-content-language"]?.prefix { $0 != UInt8(ascii: ",") } ?? [])
    }
}
