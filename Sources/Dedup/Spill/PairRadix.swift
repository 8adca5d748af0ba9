/// Sorts pairs by dealing them into about as many piles as there are pairs, by the highest bits in which their keys
/// differ, so that only a few in each pile are left to compare. Linear for keys that are spread evenly, as hashes are.
enum PairRadix {
    /// Piles larger than this are no accident: they hold equal keys, or keys chosen by somebody.
    private static let insertionLimit = 32

    /// - Parameter scratch: room that is kept from one call to the next.
    static func sort(_ pairs: inout [Pair], scratch: inout [Pair]) {
        guard pairs.count > insertionLimit, pairs.count < 1 << 31 else { return pairs.sort() }
        var (least, greatest) = (UInt64.max, UInt64.min)
        for pair in pairs {
            least = min(least, pair.key)
            greatest = max(greatest, pair.key)
        }
        let width = UInt64.bitWidth - (greatest - least).leadingZeroBitCount
        let bits = min(width, max(1, Int.bitWidth - pairs.count.leadingZeroBitCount - 3))
        let shift = UInt64(width - bits)
        var ends = [UInt32](repeating: 0, count: 1 << bits)
        for pair in pairs { ends[Int((pair.key &- least) >> shift)] &+= 1 }
        var sum: UInt32 = 0
        for pile in ends.indices {
            sum &+= ends[pile]
            ends[pile] = sum
        }
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: repeatElement(Pair(key: 0, value: 0), count: pairs.count))
        // From the ends down, so that `ends` become the beginnings.
        for index in pairs.indices.reversed() {
            let pile = Int((pairs[index].key &- least) >> shift)
            ends[pile] &-= 1
            scratch[Int(ends[pile])] = pairs[index]
        }
        swap(&pairs, &scratch)
        for pile in ends.indices {
            let end = pile + 1 < ends.count ? Int(ends[pile + 1]) : pairs.count
            sortPile(&pairs, Int(ends[pile])..<end)
        }
    }

    private static func sortPile(_ pairs: inout [Pair], _ range: Range<Int>) {
        if range.count > insertionLimit { return pairs[range].sort() }
        for index in range.dropFirst() {
            let pair = pairs[index]
            var place = index
            while place > range.lowerBound, pair < pairs[place - 1] {
                pairs[place] = pairs[place - 1]
                place -= 1
            }
            pairs[place] = pair
        }
    }
}
