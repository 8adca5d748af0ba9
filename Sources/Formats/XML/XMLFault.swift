import Records

/// Why libxml2 cannot parse on, and where.
struct XMLFault {
    var cause: String
    var mend = "correct the XML, or fetch the file again if it is cut short"
    var place: XMLPlace
    /// What was pushed and not parsed.
    var unread: [UInt8]

    init(_ cause: String, _ mend: String?, _ cursor: XMLCursor) {
        let trimmed = cause.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
        self.cause = String(trimmed)
        if let mend { self.mend = mend }
        place = XMLPlace(offset: cursor.offset, line: cursor.line)
        unread = Array(cursor.unread)
    }

    func error(file: String) -> DataError {
        DataError(cause, file: file, line: place.line, offset: place.offset, mend: mend)
    }
}
