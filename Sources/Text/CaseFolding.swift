/// Simple case folding of code points, one to one (CaseFolding.txt, status C and S), to compare texts without regard to
/// case: unlike lower-casing it takes ς for σ and ſ for s.
package enum CaseFolding {
    /// Above are only scripts without case but for Deseret, Osage, Vithkuqi and their like, which fold by arithmetic.
    private static let tabled: UInt32 = 0x10000

    private static let table: InlineArray<0x10000, UInt16> = {
        var table = InlineArray<0x10000, UInt16> { UInt16(truncatingIfNeeded: $0) }
        forEachRun { first, last, stride, difference in
            var point = first
            while point <= last, point < Int32(tabled) {
                table[Int(point)] = UInt16(truncatingIfNeeded: point &+ difference)
                point += stride
            }
        }
        return table
    }()

    @inline(__always)
    package static func of(_ point: UInt32) -> UInt32 {
        point < tabled ? UInt32(table[Int(point)]) : folded(point)
    }

    private static func folded(_ point: UInt32) -> UInt32 {
        var result = point
        forEachRun { first, last, stride, difference in
            let signed = Int32(truncatingIfNeeded: point)
            if signed >= first, signed <= last, (signed - first) % stride == 0 { result = UInt32(signed + difference) }
        }
        return result
    }

    private static func forEachRun(_ body: (Int32, Int32, Int32, Int32) -> Void) {
        let values = CaseFoldingTable.values
        for start in Swift.stride(from: 0, to: values.count - 3, by: 4) {
            body(values[start], values[start + 1], values[start + 2], values[start + 3])
        }
    }
}
