/// Sorts hashes, which are uniform: dealt into about as many piles as there are hashes by their high bits, so that only
/// a few in each pile are left to sort. Linear, and several times as fast as comparing.
struct HashSorter {
    private var ends: [UInt32] = []
    /// Piles larger than this are no accident: they hold repeats, or hashes chosen by somebody.
    private static let insertionLimit = 24

    /// The different values of `hashes`, sorted.
    mutating func sortedSet(_ hashes: [UInt64]) -> [UInt64] {
        guard hashes.count > 1, hashes.count < 1 << 31 else { return Self.withoutRepeats(hashes.sorted()) }
        // A pile holds two to four.
        let bits = UInt64(max(1, Int.bitWidth - hashes.count.leadingZeroBitCount - 2))
        deal(hashes, bits: bits)
        var dealt = [UInt64](unsafeUninitializedCapacity: hashes.count) { target, count in
            // From the ends down, so that `ends` become the beginnings.
            for index in stride(from: hashes.count - 1, through: 0, by: -1) {
                let pile = Int(truncatingIfNeeded: hashes[index] >> (64 - bits))
                ends[pile] &-= 1
                target[Int(ends[pile])] = hashes[index]
            }
            count = hashes.count
        }
        for pile in 0..<1 << Int(bits) {
            let start = Int(ends[pile])
            let end = pile + 1 < 1 << Int(bits) ? Int(ends[pile + 1]) : dealt.count
            if end - start > Self.insertionLimit {
                dealt[start..<end].sort()
            } else if end - start > 1 {
                Self.insert(&dealt, start, end)
            }
        }
        return Self.withoutRepeats(dealt)
    }

    /// Makes `ends` the end of each pile.
    private mutating func deal(_ hashes: [UInt64], bits: UInt64) {
        ends.removeAll(keepingCapacity: true)
        ends.append(contentsOf: repeatElement(0, count: 1 << Int(bits)))
        for hash in hashes { ends[Int(truncatingIfNeeded: hash >> (64 - bits))] &+= 1 }
        var sum: UInt32 = 0
        for pile in ends.indices {
            sum &+= ends[pile]
            ends[pile] = sum
        }
    }

    @inline(__always)
    private static func insert(_ values: inout [UInt64], _ start: Int, _ end: Int) {
        for index in start + 1..<end {
            let value = values[index]
            var place = index
            while place > start, values[place - 1] > value {
                values[place] = values[place - 1]
                place -= 1
            }
            values[place] = value
        }
    }

    private static func withoutRepeats(_ sorted: [UInt64]) -> [UInt64] {
        var kept = sorted
        var count = min(1, kept.count)
        for index in kept.indices.dropFirst() where kept[index] != kept[count - 1] {
            kept[count] = kept[index]
            count += 1
        }
        kept.removeLast(kept.count - count)
        return kept
    }
}
