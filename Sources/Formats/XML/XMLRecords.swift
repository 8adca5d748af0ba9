import Records

/// Where a dialect puts its records, and where the parser is.
struct XMLRecords {
    var batch = Batch()
    var cursor = XMLCursor()
    let origin: RecordOrigin
    let maximumBytes: Int

    init(origin: RecordOrigin, maximumBytes: Int) {
        self.origin = origin
        self.maximumBytes = maximumBytes
    }

    /// Appends one record.
    ///
    /// - Parameters:
    ///   - id: empty for `FILE#OFFSET`.
    ///   - rest: members of a JSON object without its braces.
    ///   - text: appends the text to the column.
    mutating func append(
        id: [UInt8], offset: Int, language: [UInt8], rest: [UInt8] = [], text: (inout [UInt8]) -> Void
    ) {
        batch.texts.append { (output: inout [UInt8]) in text(&output) }
        if id.isEmpty { origin.appendId(offset: offset, to: &batch) } else { batch.ids.append(id) }
        batch.languages.append(language)
        origin.appendSource(to: &batch)
        batch.rest.append(rest)
        batch.endRecord(offset: offset)
    }

    /// A record that ends here and is not to be had.
    mutating func appendBad(_ fault: RecordFault, from begin: XMLPlace, beginning: [UInt8]) {
        batch.bad.append(
            origin.bad(
                fault, offset: begin.offset, length: max(0, cursor.offset - begin.offset), line: begin.line,
                beginning: beginning.span))
    }

    /// A record whose end is not known any more.
    mutating func appendBad(_ fault: RecordFault, at begin: XMLPlace, beginning: [UInt8]) {
        batch.bad.append(
            origin.bad(fault, offset: begin.offset, length: 0, line: begin.line, beginning: beginning.span))
    }
}
