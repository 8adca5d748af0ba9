import Records

/// The payload of an HTTP response as it was captured: chunks joined, content encodings undone (RFC 9112, section 7.1;
/// RFC 9110, section 8.4).
///
/// Crawlers that store a body already decoded often leave its header as it came, so that a body is only decoded if it
/// looks as the header says.
struct HTTPMessage {
    let header: MessageHeader
    let status: Int

    /// - Returns: nil if there is no HTTP response in the block.
    init?(_ block: Span<UInt8>) {
        guard let header = MessageHeader(block), header.firstLine.starts(with: Array("HTTP/".utf8)) else { return nil }
        self.header = header
        let words = header.firstLine.split(separator: 0x20)
        status = words.count > 1 ? Int(String(decoding: words[1], as: UTF8.self)) ?? 0 : 0
    }

    var isSuccess: Bool { (200..<300).contains(status) }
    var mediaType: MediaType? { header["content-type"].map(MediaType.init) }

    /// - Parameter isCut: the crawler says that it did not store the whole body, so that one that ends early is good.
    func payload(of block: Span<UInt8>, limit: Int, isCut: Bool) throws(RecordFault) -> [UInt8] {
        let body = block.extracting(header.length...)
        var payload = body.withUnsafeBufferPointer { Array($0) }
        if tokens("transfer-encoding").contains("chunked"), let joined = Self.joined(body) { payload = joined }
        for encoding in tokens("content-encoding").reversed() {
            payload = try Self.decoded(payload, encoding, limit, isCut)
        }
        return payload
    }

    private func tokens(_ name: StaticString) -> [String] {
        guard let value = header[name] else { return [] }
        return value.split(separator: UInt8(ascii: ",")).map {
            String(decoding: $0.filter { $0 > 0x20 }.map(MessageHeader.lowered), as: UTF8.self)
        }
    }

    /// The chunks of a body one behind the other, up to where it is cut; nil if it does not begin with a chunk.
    private static func joined(_ body: Span<UInt8>) -> [UInt8]? {
        var output: [UInt8] = []
        output.reserveCapacity(body.count)
        var place = 0
        while place < body.count {
            guard let (size, start) = chunk(body, place) else { return place == 0 ? nil : output }
            if size == 0 { return output }
            let end = min(start + size, body.count)
            body.extracting(start..<end).withUnsafeBufferPointer { output.append(contentsOf: $0) }
            place = end
            while place < body.count, body[place] == 0x0D || body[place] == 0x0A { place += 1 }
        }
        return output
    }

    /// A chunk's size in hexadecimal digits, and where its bytes begin: behind the line, whatever extensions are in it.
    private static func chunk(_ body: Span<UInt8>, _ start: Int) -> (size: Int, start: Int)? {
        var size = 0
        var place = start
        while place < body.count, let digit = HTMLReference.digit(body[place], true) {
            size = min(size << 4 | Int(digit), 1 << 40)
            place += 1
        }
        guard place > start, let feed = ByteScan.first(0x0A, in: body, from: place) else { return nil }
        return (size, feed + 1)
    }

    private static func decoded(
        _ payload: [UInt8], _ encoding: String, _ limit: Int, _ isCut: Bool
    ) throws(RecordFault) -> [UInt8] {
        switch encoding {
        case "gzip", "x-gzip":
            guard payload.starts(with: [0x1F, 0x8B]) else { return payload }
            return try Inflation.bytes(payload, .gzip, limit: limit, isCut: isCut)
        case "deflate":
            return try Inflation.bytes(payload, Inflation.Wrapping(of: payload), limit: limit, isCut: isCut)
        case "", "identity", "none", "utf-8": return payload
        default:
            throw RecordFault(reason: "its content encoding '\(encoding)' is not read; gzip and deflate are")
        }
    }
}
