import Records

/// Where a dialect puts its records, and where the parser is.
struct XMLRecords {
    var batch = Batch()
    let origin: RecordOrigin
    let maximumBytes: Int
    /// Offset of the `<` of the tag that is being handed over.
    var offset = 0
    /// 1-based line of it.
    var line = 1

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

    /// A record that has grown over the limit.
    mutating func appendTooLong(offset: Int, line: Int, beginning: [UInt8]) {
        batch.bad.append(
            origin.bad(
                .tooLong(limit: maximumBytes), offset: offset, length: self.offset - offset, line: line,
                beginning: beginning.span))
    }
}
