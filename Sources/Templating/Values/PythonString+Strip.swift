extension PythonString {
    enum Side { case left, right, both }

    /// Without white space, or without any of the given code points, at its ends.
    func stripped(_ side: Side = .both, of points: PythonString? = nil) -> PythonString {
        let drops = points.map { Set($0.codePoints) }
        let span = bytes.span
        func isDropped(_ point: UInt32) -> Bool { drops?.contains(point) ?? UnicodeRules.isSpace(point) }
        var start = 0
        if side != .right {
            while start < span.count, isDropped(span.codePoint(at: start)) { start += span.codePointLength(at: start) }
        }
        var end = bytes.count
        if side != .left {
            while end > start {
                let last = startOfPoint(before: end)
                if !isDropped(span.codePoint(at: last)) { break }
                end = last
            }
        }
        return start == 0 && end == bytes.count ? self : slice(start..<max(start, end))
    }

    var codePoints: [UInt32] {
        let span = bytes.span
        return points.map { span.codePoint(at: $0.lowerBound) }
    }

    /// Where the code point that ends at an offset starts.
    func startOfPoint(before end: Int) -> Int {
        var start = end - 1
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return max(0, start)
    }

    func isSpace(before end: Int) -> Bool {
        UnicodeRules.isSpace(bytes.span.codePoint(at: startOfPoint(before: end)))
    }

    func skipSpace(from start: Int) -> Int {
        let span = bytes.span
        var at = start
        while at < span.count, UnicodeRules.isSpace(span.codePoint(at: at)) { at += span.codePointLength(at: at) }
        return at
    }

    func nextSpace(from start: Int) -> Int {
        let span = bytes.span
        var at = start
        while at < span.count, !UnicodeRules.isSpace(span.codePoint(at: at)) { at += span.codePointLength(at: at) }
        return at
    }

    func droppingTrailingSpace(_ end: Int, downTo start: Int) -> Int {
        var end = end
        while end > start, isSpace(before: end) { end = startOfPoint(before: end) }
        return end
    }
}
