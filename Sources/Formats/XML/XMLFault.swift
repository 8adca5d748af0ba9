import Records

/// Why libxml2 cannot parse on, and where.
struct XMLFault {
    var cause: String
    var mend = "correct the XML, or fetch the file again if it is cut short"
    var place: XMLPlace
    /// What was pushed and not parsed; empty if that is so much that what is wrong lies in it.
    var unread: [UInt8]
    /// Line of the first byte that is to be searched.
    var searchLine: Int

    /// Where a comment or a tag does not end, libxml2 reads on for 10 MB before it says so: starting again at each record
    /// in there would take the square of that.
    static let maximumUnread = 1 << 16

    init(_ cause: String, _ mend: String?, _ cursor: XMLCursor) {
        let trimmed = cause.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
        self.cause = String(trimmed)
        if let mend { self.mend = mend }
        place = XMLPlace(offset: cursor.offset, line: cursor.line)
        let unread = cursor.unread
        if unread.count > Self.maximumUnread {
            self.unread = []
            searchLine = place.line + unread.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        } else {
            self.unread = Array(unread)
            searchLine = place.line
        }
    }

    func error(file: String) -> DataError {
        DataError(cause, file: file, line: place.line, offset: place.offset, mend: mend)
    }
}
