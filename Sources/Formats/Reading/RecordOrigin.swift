import Records

/// What all records of a piece have in common: the file and the collection they come from.
struct RecordOrigin {
    let file: String
    private let source: [UInt8]
    private let idPrefix: [UInt8]

    init(_ piece: Part.Piece) {
        file = piece.file
        source = Array(piece.source.utf8)
        idPrefix = Array((piece.file + "#").utf8)
    }

    /// Ends a record that has no id of its own: it is called `FILE#OFFSET`.
    func appendId(offset: Int, to batch: inout Batch) {
        batch.ids.append(idPrefix, number: offset)
    }

    func appendSource(to batch: inout Batch) { batch.sources.append(source) }

    /// A file that is one record.
    func append(_ record: FileRecord, to batch: inout Batch) {
        batch.texts.append(record.text)
        appendId(offset: 0, to: &batch)
        batch.languages.append(record.language)
        appendSource(to: &batch)
        batch.rest.append { JSONText.appendMembers(record.members, to: &$0) }
        batch.endRecord(offset: 0)
    }

    func bad(
        _ fault: RecordFault, offset: Int, length: Int, line: Int? = nil, beginning: Span<UInt8>
    ) -> BadRecord {
        BadRecord(file: file, offset: offset, length: length, line: line, reason: fault.reason, beginning: beginning)
    }
}

extension Batch {
    /// Room for another record, good or bad: a file of nothing but bad ones must not fill the memory either.
    func hasRoom(_ limit: Limit) -> Bool { !isFull(limit) && bad.count < limit.records }
}
