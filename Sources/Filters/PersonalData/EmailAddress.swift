/// Mail addresses (RFC 5321 as far as it is used): a name of up to 64 characters, and a host with a dot.
enum EmailAddress {
    /// Around an at sign.
    static func around(_ cursor: borrowing TextCursor, at: Int) -> Range<Int>? {
        var start = at
        while at - start < 64, isNameByte(cursor[start - 1]) { start -= 1 }
        while start < at, cursor[start] == 0x2E || cursor[start] == 0x2D || cursor[start] == 0x27 { start += 1 }
        guard start < at, cursor[at - 1] != 0x2E, let end = hostEnd(cursor, at + 1) else { return nil }
        return start..<end
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || ".!#$%&'*+/=?^_`{|}~-".utf8.contains(byte)
    }

    /// Where a host name that begins here ends: labels of letters, digits and hyphens, the last of two letters or more.
    private static func hostEnd(_ cursor: borrowing TextCursor, _ start: Int) -> Int? {
        var index = start
        var end: Int?
        while index - start < 254 {
            let label = index
            while cursor.isAlphanumeric(index) || cursor[index] == 0x2D || cursor[index] >= 0xC3 && cursor[index] < 0xE0
                || cursor[index] & 0xC0 == 0x80
            {
                index += 1
            }
            guard index > label, index - label < 64, cursor[label] != 0x2D, cursor[index - 1] != 0x2D else { break }
            if label > start, index - label >= 2, !cursor.isDigit(label) { end = index }
            guard cursor[index] == 0x2E else { break }
            index += 1
        }
        return end
    }
}
