/// The class of every code point, found by two loads: the block of each 256 code points, then the class in the block.
/// Made once for each set of patterns, never freed, never changed: plain pointers, for the hottest loop there is.
struct ClassTable: @unchecked Sendable {
    let blocks: UnsafePointer<UInt8>
    let classes: UnsafePointer<UInt8>

    private static let blockSize = 256
    /// As far as four bytes of UTF-8 can reach, so that no lookup needs a check.
    private static let limit = 1 << 21

    /// - Parameters:
    ///   - fold: the class that a pattern puts the characters of a class of `UnicodeClassRuns` in.
    ///   - exceptions: what becomes of the classes of some characters after that.
    init(
        _ fold: (UInt8) -> UInt8, exceptions: [(points: ClosedRange<Int>, change: (UInt8) -> UInt8)] = []
    ) {
        var expanded: [UInt8] = []
        expanded.reserveCapacity(Self.limit)
        for run in UnicodeClassRuns.runs {
            expanded.append(
                contentsOf: repeatElement(fold(UInt8(truncatingIfNeeded: run & 15)), count: Int(run >> 4)))
        }
        let other = fold(CharacterClasses.other)
        expanded.append(contentsOf: repeatElement(other, count: Self.limit - expanded.count))
        for (points, change) in exceptions { for point in points { expanded[point] = change(expanded[point]) } }
        let (blocks, classes) = Self.twoStages(expanded)
        self.blocks = Self.immortal(blocks)
        self.classes = Self.immortal(classes)
    }

    private static func immortal(_ bytes: [UInt8]) -> UnsafePointer<UInt8> {
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
        for (place, byte) in bytes.enumerated() { memory[place] = byte }
        return UnsafePointer(memory)
    }

    /// Shares equal blocks, of which there are fewer than 256.
    private static func twoStages(_ expanded: [UInt8]) -> (blocks: [UInt8], classes: [UInt8]) {
        var blocks: [UInt8] = []
        var classes: [UInt8] = []
        for start in stride(from: 0, to: limit, by: blockSize) {
            let block = expanded[start..<start + blockSize]
            let isAsBefore = start > 0 && block.elementsEqual(expanded[start - blockSize..<start])
            blocks.append(isAsBefore ? blocks[blocks.count - 1] : index(of: block, in: &classes))
        }
        return (blocks, classes)
    }

    private static func index(of block: ArraySlice<UInt8>, in classes: inout [UInt8]) -> UInt8 {
        var start = 0
        while start < classes.count, !classes[start..<start + blockSize].elementsEqual(block) { start += blockSize }
        if start == classes.count { classes.append(contentsOf: block) }
        return UInt8(truncatingIfNeeded: start / blockSize)
    }
}
