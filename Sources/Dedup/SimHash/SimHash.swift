/// Fingerprints of sets of hashes: a bit is set where it is in most of them.
struct SimHash {
    /// Bits that two fingerprints within the distance agree in, by some of these at least: of all blocks those that the
    /// differing bits may leave alone, in every choice.
    let masks: [UInt64]

    static let bits = 64

    init(_ options: SimHashOptions) {
        let blocks = (0..<options.blocks).map { block -> UInt64 in
            let (start, end) = (Self.bits * block / options.blocks, Self.bits * (block + 1) / options.blocks)
            return (start..<end).reduce(0) { $0 | 1 << UInt64($1) }
        }
        masks = Self.choices(blocks[...], of: options.blocks - options.distance)
    }

    private static func choices(_ blocks: ArraySlice<UInt64>, of count: Int) -> [UInt64] {
        guard let block = blocks.first, count > 0 else { return count == 0 ? [0] : [] }
        return choices(blocks.dropFirst(), of: count - 1).map { $0 | block } + choices(blocks.dropFirst(), of: count)
    }

    /// Counts all bits at once: plane `p` holds bit `p` of each count.
    static func fingerprint(_ hashes: [UInt64]) -> UInt64 {
        var planes = [UInt64](repeating: 0, count: bits)
        var span = planes.mutableSpan
        for hash in hashes {
            var carry = hash
            var plane = 0
            while carry != 0 {
                let sum = span[unchecked: plane]
                span[unchecked: plane] = sum ^ carry
                carry &= sum
                plane &+= 1
            }
        }
        var fingerprint: UInt64 = 0
        for bit in 0..<UInt64(bits) {
            var count = 0
            for plane in (0..<bits).reversed() { count = count &* 2 &+ Int(planes[plane] >> bit & 1) }
            if count > hashes.count - count { fingerprint |= 1 << bit }
        }
        return fingerprint
    }

    static func distance(_ one: UInt64, _ other: UInt64) -> Int { (one ^ other).nonzeroBitCount }
}
