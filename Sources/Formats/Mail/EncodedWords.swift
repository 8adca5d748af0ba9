import Records

/// Header fields that are not ASCII: `=?charset?B?…?=` and `=?charset?Q?…?=` (RFC 2047).
enum EncodedWords {
    /// In UTF-8. A word that cannot be decoded stays as it is; blanks between two words are none of the text's.
    static func decoded(_ field: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var place = 0
        while place < field.count {
            if let (word, end) = word(in: field, at: place) {
                output += word
                let next = field[end...].firstIndex { $0 > 0x20 } ?? end
                place = self.word(in: field, at: next) == nil ? end : next
            } else {
                output.append(field[place])
                place += 1
            }
        }
        if UTF8Validation.firstFault(in: output.span) == nil { return output }
        return Array(String(decoding: output, as: UTF8.self).utf8)
    }

    private static func bytes(_ coded: [UInt8], _ encoding: UInt8) -> [UInt8]? {
        if encoding == UInt8(ascii: "b") { return TransferEncoding.base64(coded.span) }
        guard encoding == UInt8(ascii: "q") else { return nil }
        let coded = coded.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }
        return TransferEncoding.quotedPrintable(coded.span)
    }

    private static func word(in field: [UInt8], at start: Int) -> (word: [UInt8], end: Int)? {
        guard start + 1 < field.count, field[start] == UInt8(ascii: "="), field[start + 1] == UInt8(ascii: "?") else {
            return nil
        }
        let question = UInt8(ascii: "?")
        guard let second = field[(start + 2)...].firstIndex(of: question), second + 2 < field.count,
            field[second + 2] == question, let end = field[(second + 3)...].firstIndex(of: question),
            end + 1 < field.count, field[end + 1] == UInt8(ascii: "=")
        else { return nil }
        // A language may stand behind the character set (RFC 2231, section 5).
        let charset = String(decoding: field[(start + 2)..<second].prefix { $0 != UInt8(ascii: "*") }, as: UTF8.self)
        let coded = Array(field[(second + 3)..<end])
        guard let bytes = bytes(coded, field[second + 1] | 0x20) else { return nil }
        do throws(RecordFault) {
            return (try TextEncoding(ofText: bytes.span, charset: charset).decode(bytes.span), end + 2)
        } catch {
            return nil
        }
    }
}
