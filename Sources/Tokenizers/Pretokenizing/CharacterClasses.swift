/// Which class of the pre-tokenisation patterns a character is in.
enum CharacterClasses {
    static let other: UInt8 = 0
    /// White space but CR and LF.
    static let space: UInt8 = 1
    /// CR and LF.
    static let newline: UInt8 = 2
    static let number: UInt8 = 3
    /// General category M.
    static let mark: UInt8 = 4
    /// Lu and Lt. The letters come last, so that one comparison tells them.
    static let upper: UInt8 = 5
    static let lower: UInt8 = 6
    /// Lm and Lo.
    static let uncased: UInt8 = 7

    static let blockSize = 256
    /// As far as four bytes of UTF-8 can reach, so that no lookup needs a check.
    static let limit = 1 << 21

    /// Block of each 256 code points; then the classes of each different block. Made once, never freed, never changed.
    nonisolated(unsafe) static let table: (blocks: UnsafePointer<UInt8>, classes: UnsafePointer<UInt8>) = {
        let (blocks, classes) = twoStages()
        return (immortal(blocks), immortal(classes))
    }()

    private static func immortal(_ bytes: [UInt8]) -> UnsafePointer<UInt8> {
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
        for (place, byte) in bytes.enumerated() { memory[place] = byte }
        return UnsafePointer(memory)
    }

    /// Expands the runs and shares equal blocks, of which there are fewer than 256.
    static func twoStages() -> (blocks: [UInt8], classes: [UInt8]) {
        var expanded: [UInt8] = []
        expanded.reserveCapacity(limit)
        for run in UnicodeClassRuns.runs {
            expanded.append(contentsOf: repeatElement(UInt8(truncatingIfNeeded: run & 7), count: Int(run >> 3)))
        }
        expanded.append(contentsOf: repeatElement(other, count: limit - expanded.count))
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
