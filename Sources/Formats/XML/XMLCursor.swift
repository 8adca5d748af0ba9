import CXML2

/// Where libxml2 is in the file.
///
/// All that it has not read yet lies between its cursor and the end of what was pushed, whose place in the file is known:
/// so the distance to that end tells where the cursor is, in any encoding and after any number of new starts.
struct XMLCursor {
    var context: xmlParserCtxtPtr?
    var encoding: XMLEncoding?
    /// Offset in the file of the end of what was pushed.
    var end = 0
    /// Line of the file in which the parser's first line lies, from 0.
    var firstLine = 0

    var line: Int { firstLine + max(1, Int(context?.pointee.input?.pointee.line ?? 1)) }

    /// Offset in the file of the next byte that is to be parsed.
    var offset: Int { end - length(of: unread) }

    /// What was pushed and not parsed yet.
    var unread: UnsafeBufferPointer<UInt8> {
        guard let input = context?.pointee.input?.pointee, let cursor = input.cur, let end = input.end else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(start: cursor, count: max(0, end - cursor))
    }

    /// The start tag that libxml2 has just read: it begins at the last `<` before the cursor, since attributes cannot
    /// hold one.
    var tag: XMLPlace {
        guard let input = context?.pointee.input?.pointee, let base = input.base, let cursor = input.cur,
            let end = input.end
        else { return XMLPlace(offset: offset, line: line) }
        var start = cursor
        var feeds = 0
        while start > base {
            start -= 1
            if start.pointee == 0x0A { feeds += 1 }
            if start.pointee == UInt8(ascii: "<") { break }
        }
        let unread = UnsafeBufferPointer(start: start, count: end - start)
        return XMLPlace(offset: self.end - length(of: unread), line: line - feeds)
    }

    /// How long it is in the file.
    func length(of utf8: UnsafeBufferPointer<UInt8>) -> Int {
        encoding?.encodedLength(utf8) ?? utf8.count
    }
}
