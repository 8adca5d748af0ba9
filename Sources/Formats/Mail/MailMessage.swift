import Records

/// A mail: what its header says, and the text of its parts (RFC 2045 and 2046).
///
/// Of alternatives it is the plain text, else the page; attachments are left out; forwarded messages are part of the text.
struct MailMessage {
    private(set) var text: [UInt8] = []
    /// Without its angle brackets.
    let id: [UInt8]
    let members: [(name: String, value: [UInt8])]

    /// - Parameter bytes: behind the `From ` line.
    init(_ bytes: Span<UInt8>) throws(RecordFault) {
        guard let header = MessageHeader(bytes, hasFirstLine: false), !header.fields.isEmpty else {
            throw RecordFault(reason: "no message: its header does not end in an empty line")
        }
        id = Self.messageId(header["message-id"] ?? [])
        members = [
            ("subject", EncodedWords.decoded(header["subject"] ?? [])),
            ("from", EncodedWords.decoded(header["from"] ?? [])), ("date", header["date"] ?? []),
            ("in_reply_to", Self.messageId(header["in-reply-to"] ?? [])),
        ]
        let part = MailPart(header, bytes.extracting(header.length...))
        try part.appendText(to: &text)
        while let last = text.last, last <= 0x20 { text.removeLast() }
    }

    private static func messageId(_ field: [UInt8]) -> [UInt8] {
        guard let open = field.firstIndex(of: UInt8(ascii: "<")),
            let close = field[open...].firstIndex(of: UInt8(ascii: ">"))
        else { return field }
        return Array(field[(open + 1)..<close])
    }
}
