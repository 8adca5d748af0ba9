/// A property of every code point of the first two planes, one byte each, for a single load where texts are scanned.
struct CodePointTable: Sendable {
    static let tabled: UInt32 = 0x20000

    private let values: InlineArray<0x20000, UInt8>

    /// - Parameter boundaries: first code point << 8 | value wherever the value changes, from code point 0 on.
    init(_ boundaries: [UInt32]) {
        var values = InlineArray<0x20000, UInt8>(repeating: 0)
        for (index, boundary) in boundaries.enumerated() {
            let end = index + 1 < boundaries.count ? min(boundaries[index + 1] >> 8, Self.tabled) : Self.tabled
            var point = boundary >> 8
            while point < end {
                values[Int(point)] = UInt8(truncatingIfNeeded: boundary)
                point += 1
            }
        }
        self.values = values
    }

    @inline(__always)
    subscript(point: UInt32) -> UInt8 { values[Int(point)] }
}
