import Records

/// Divides a body of several parts at the lines of its boundary (RFC 2046, section 5.1.1).
enum MailBoundaries {
    /// The parts without the line ends before the boundaries; the last one may lack its end.
    static func parts(of body: Span<UInt8>, _ boundary: [UInt8]) -> [Range<Int>] {
        let mark = [UInt8](repeating: UInt8(ascii: "-"), count: 2) + boundary
        var parts: [Range<Int>] = []
        var begin: Int?
        var start = 0
        while start < body.count {
            let feed = ByteScan.first(0x0A, in: body, from: start) ?? body.count
            let line = body.extracting(start..<feed)
            if let isLast = isBoundary(line, mark) {
                if let begin { parts.append(begin..<max(begin, lineEnd(before: start, in: body))) }
                if isLast { return parts }
                begin = min(feed + 1, body.count)
            }
            start = feed + 1
        }
        if let begin { parts.append(begin..<body.count) }
        return parts
    }

    /// - Returns: whether it is the last one; nil if the line is none.
    private static func isBoundary(_ line: Span<UInt8>, _ mark: [UInt8]) -> Bool? {
        guard line.count >= mark.count, mark.indices.allSatisfy({ line[$0] == mark[$0] }) else { return nil }
        var place = mark.count
        let isLast = line.count >= place + 2 && line[place] == UInt8(ascii: "-") && line[place + 1] == UInt8(ascii: "-")
        if isLast { place += 2 }
        while place < line.count {
            guard line[place] <= 0x20 else { return nil }
            place += 1
        }
        return isLast
    }

    private static func lineEnd(before start: Int, in body: Span<UInt8>) -> Int {
        guard start > 0 else { return 0 }
        return start > 1 && body[start - 2] == 0x0D ? start - 2 : start - 1
    }
}
