import Records

/// A part of a mail: a text, or parts in it.
struct MailPart: ~Escapable {
    private let type: MailContentType
    private let header: MessageHeader
    private let body: Span<UInt8>
    private let depth: Int

    /// Parts in each other: more are not looked into.
    private static let maximumDepth = 20

    /// - Parameter isDigest: what says nothing of itself is a message.
    @_lifetime(copy body)
    init(_ header: MessageHeader, _ body: Span<UInt8>, depth: Int = 0, isDigest: Bool = false) {
        self.header = header
        self.body = body
        self.depth = depth
        type = MailContentType(header["content-type"] ?? Array((isDigest ? "message/rfc822" : "text/plain").utf8))
    }

    func appendText(to output: inout [UInt8]) throws(RecordFault) {
        if isAttachment { return }
        switch type.name {
        case "text/html":
            let bytes = decodedBody
            let utf8 = try TextEncoding(sniffing: bytes.span, charset: type["charset"]).decode(bytes.span)
            var text: [UInt8] = []
            HTMLParse.page(utf8.span).appendWholeText(to: &text)
            append(text, to: &output)
        case "message/rfc822":
            guard depth < Self.maximumDepth, let inner = MessageHeader(body, hasFirstLine: false) else { return }
            try MailPart(inner, body.extracting(inner.length...), depth: depth + 1).appendText(to: &output)
        case let name where name.hasPrefix("multipart/"): try appendParts(to: &output)
        case "text/plain", "text": append(try plainText(), to: &output)
        default: return
        }
    }

    private func append(_ text: [UInt8], to output: inout [UInt8]) {
        if text.isEmpty { return }
        while let last = output.last, last <= 0x20 { output.removeLast() }
        if !output.isEmpty { output += [0x0A, 0x0A] }
        output += text
    }

    private var isAttachment: Bool {
        let disposition = header["content-disposition"] ?? []
        return disposition.prefix(10).map(MessageHeader.lowered).elementsEqual("attachment".utf8)
    }

    private var decodedBody: [UInt8] {
        let name = header["content-transfer-encoding"] ?? []
        return TransferEncoding(name.map(MessageHeader.lowered)).decode(body)
    }

    private func plainText() throws(RecordFault) -> [UInt8] {
        let bytes = decodedBody
        let text = try TextEncoding(ofText: bytes.span, charset: type["charset"]).decode(bytes.span)
        if let place = text.firstIndex(of: 0) { throw RecordFault(reason: "not text: byte \(place) of a part is 0") }
        return MailText.plain(text, isFlowed: type["format"] == "flowed", deletesSpace: type["delsp"] == "yes")
    }

    private func appendParts(to output: inout [UInt8]) throws(RecordFault) {
        guard depth < Self.maximumDepth, let boundary = type.boundary else { return }
        let ranges = MailBoundaries.parts(of: body, boundary)
        var found: [[UInt8]] = []
        var plain: Int?
        for range in ranges {
            let bytes = body.extracting(range)
            // A part may have no header, but an empty line.
            let header = MessageHeader(bytes, hasFirstLine: false) ?? MessageHeader()
            let part = MailPart(
                header, bytes.extracting(header.length...), depth: depth + 1,
                isDigest: type.name == "multipart/digest")
            var text: [UInt8] = []
            try part.appendText(to: &text)
            if part.type.name == "text/plain", plain == nil, !text.isEmpty { plain = found.count }
            found.append(text)
        }
        if type.name == "multipart/alternative" {
            // The last one is what the sender likes best; the plain text is what it says.
            if let best = plain ?? found.lastIndex(where: { !$0.isEmpty }) { append(found[best], to: &output) }
        } else {
            for text in found { append(text, to: &output) }
        }
    }
}
