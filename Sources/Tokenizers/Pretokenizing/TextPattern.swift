internal import Records

/// What a split or a replacement looks for.
enum TextPattern: Sendable {
    case literal([UInt32])
    case expression(RegularExpression)
    /// A pattern with a scanner that matches everything.
    case scanned(PretokenPattern)

    /// The scanner of an expression, if it has one.
    init(expression: String, file: String) throws(DataError) {
        if let known = PretokenPattern(expressions: [expression]), known.matchesEverything {
            self = .scanned(known)
        } else {
            self = .expression(try RegularExpression(expression, file: file))
        }
    }

    /// Places of the matches, in code points.
    func matches(_ text: AlignedText) -> [Range<Int>] {
        switch self {
        case .literal(let points): Self.find(points, text)
        case .expression(let expression):
            Self.places(text) { expression.matches($0) }
        case .scanned(let pattern):
            Self.places(text) { bytes in
                var start = 0
                return Pretokenizer(pattern).ends(bytes.span).map { end in
                    defer { start = end }
                    return start..<end
                }
            }
        }
    }

    private static func find(_ points: [UInt32], _ text: AlignedText) -> [Range<Int>] {
        guard let first = points.first else { return [] }
        var found: [Range<Int>] = []
        var place = 0
        while place + points.count <= text.count {
            let isMatch =
                text.units[place].point == first
                && points.indices.allSatisfy { text.units[place + $0].point == points[$0] }
            if isMatch { found.append(place..<place + points.count) }
            place += isMatch ? points.count : 1
        }
        return found
    }

    /// Ranges of bytes as ranges of code points.
    private static func places(_ text: AlignedText, _ find: ([UInt8]) -> [Range<Int>]) -> [Range<Int>] {
        let bytes = text.bytes
        // The code point that begins at a byte.
        var places = [Int32](repeating: 0, count: bytes.count + 1)
        var place: Int32 = -1
        for (index, byte) in bytes.enumerated() {
            if byte & 0xC0 != 0x80 { place += 1 }
            places[index] = place
        }
        places[bytes.count] = place + 1
        return find(bytes).map { Int(places[$0.lowerBound])..<Int(places[$0.upperBound]) }
    }
}
