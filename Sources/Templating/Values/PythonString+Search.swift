/// Python's searching and splitting. Positions are bytes unless said otherwise.
extension PythonString {
    func contains(_ other: PythonString) -> Bool {
        other.isEmpty || bytes.span.find(other.bytes.span, from: 0) != nil
    }

    func hasPrefix(_ other: PythonString) -> Bool { bytes.starts(with: other.bytes) }

    func hasSuffix(_ other: PythonString) -> Bool { bytes.reversed().starts(with: other.bytes.reversed()) }

    /// `split(separator, limit)`; the separator is not empty.
    func split(by separator: PythonString, limit: Int) -> [PythonString] {
        var parts: [PythonString] = []
        var start = 0
        while parts.count < limit, let found = bytes.span.find(separator.bytes.span, from: start) {
            parts.append(slice(start..<found))
            start = found + separator.bytes.count
        }
        parts.append(slice(start..<bytes.count))
        return parts
    }

    /// `rsplit(separator, limit)`; the separator is not empty.
    func splitFromEnd(by separator: PythonString, limit: Int) -> [PythonString] {
        var parts: [PythonString] = []
        var end = bytes.count
        while parts.count < limit, let found = bytes.span.findLast(separator.bytes.span, endingBy: end) {
            parts.append(slice(found + separator.bytes.count..<end))
            end = found
        }
        parts.append(slice(0..<end))
        return parts.reversed()
    }

    /// `split(None, limit)`: at any run of white space.
    func splitAtSpace(limit: Int) -> [PythonString] {
        var parts: [PythonString] = []
        var at = skipSpace(from: 0)
        while at < bytes.count {
            if parts.count == limit {
                parts.append(slice(at..<droppingTrailingSpace(bytes.count, downTo: at)))
                break
            }
            let end = nextSpace(from: at)
            parts.append(slice(at..<end))
            at = skipSpace(from: end)
        }
        return parts
    }

    /// `rsplit(None, limit)`
    func splitAtSpaceFromEnd(limit: Int) -> [PythonString] {
        let all = splitAtSpace(limit: .max)
        guard all.count > limit else { return all }
        // What is left of the last `limit` words is one part, with the white space inside it.
        var end = bytes.count
        for _ in 0..<limit {
            end = droppingTrailingSpace(end, downTo: 0)
            while end > 0, !isSpace(before: end) { end = startOfPoint(before: end) }
        }
        end = droppingTrailingSpace(end, downTo: 0)
        return [slice(skipSpace(from: 0)..<max(end, skipSpace(from: 0)))] + all.suffix(limit)
    }

    func splitLines(keepEnds: Bool) -> [PythonString] {
        var lines: [PythonString] = []
        let span = bytes.span
        var start = 0
        var at = 0
        while at < span.count {
            let length = span.codePointLength(at: at)
            guard UnicodeRules.isLineEnd(span.codePoint(at: at)) else {
                at += length
                continue
            }
            var end = at + length
            if span[at] == 0x0D, end < span.count, span[end] == 0x0A { end += 1 }
            lines.append(slice(start..<(keepEnds ? end : at)))
            start = end
            at = end
        }
        if start < bytes.count { lines.append(slice(start..<bytes.count)) }
        return lines
    }

    /// `replace(old, new, limit)`
    func replacing(_ old: PythonString, with new: PythonString, limit: Int) -> PythonString {
        if limit <= 0 { return self }
        if old.isEmpty { return interleaving(new, limit: limit) }
        guard var found = bytes.span.find(old.bytes.span, from: 0) else { return self }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var start = 0
        var left = limit
        while true {
            result.append(contentsOf: bytes[start..<found])
            result.append(contentsOf: new.bytes)
            start = found + old.bytes.count
            left -= 1
            guard left > 0, let next = bytes.span.find(old.bytes.span, from: start) else { break }
            found = next
        }
        result.append(contentsOf: bytes[start...])
        return PythonString(result).marked(isMarkup)
    }

    private func interleaving(_ new: PythonString, limit: Int) -> PythonString {
        var result: [UInt8] = []
        var left = limit
        for point in points {
            if left > 0 { result.append(contentsOf: new.bytes) }
            left -= 1
            result.append(contentsOf: bytes[point])
        }
        if left > 0 { result.append(contentsOf: new.bytes) }
        return PythonString(result).marked(isMarkup)
    }
}
