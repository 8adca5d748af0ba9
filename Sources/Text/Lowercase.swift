/// Simple lower-casing of code points: one to one, by the properties that Swift's library carries.
package enum Lowercase {
    private static let tabled: UInt32 = 0x10000

    private static let table: [UInt16] = (0..<tabled).map { point in
        guard let scalar = Unicode.Scalar(point) else { return UInt16(point) }
        let lower = scalar.properties.lowercaseMapping.unicodeScalars
        guard lower.count == 1, let only = lower.first else { return UInt16(point) }
        return UInt16(exactly: only.value) ?? UInt16(point)
    }

    package static func of(_ point: UInt32) -> UInt32 { point < tabled ? UInt32(table[Int(point)]) : point }
}
