/// Sixteen bytes that stand for a document where nothing else of it is at hand. Of MinHash a byte each of sixteen bins of
/// the signature, so that two documents of similarity s agree in a byte with chance s (and 1/256 of the rest); of other
/// methods what they compare.
struct Sketch: Comparable {
    static let size = 16

    /// The first byte is the highest of `high`.
    var high: UInt64 = 0
    var low: UInt64 = 0

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(signature: [UInt64]) {
        for place in 0..<Self.size {
            let byte = Shingles.mix(signature[place * signature.count / Self.size]) & 0xFF
            if place < 8 { high = high << 8 | byte } else { low = low << 8 | byte }
        }
    }

    /// With byte `shift` in front: buckets look at different bytes first, so that they do not all miss the same pair.
    func rotated(by shift: Int) -> Sketch {
        let bits = UInt64(shift % 8 * 8)
        let turned =
            bits == 0
            ? self : Sketch(high: high << bits | low >> (64 - bits), low: low << bits | high >> (64 - bits))
        return shift % Self.size < 8 ? turned : Sketch(high: turned.low, low: turned.high)
    }

    /// Whether the first `length` bytes are the same.
    func agrees(with other: Sketch, first length: Int) -> Bool {
        if length <= 8 { return length == 0 || (high ^ other.high) >> UInt64(64 - length * 8) == 0 }
        return high == other.high && (low ^ other.low) >> UInt64(128 - length * 8) == 0
    }

    /// Share of bytes in which two are the same.
    func agreement(with other: Sketch) -> Double {
        let equal = [high ^ other.high, low ^ other.low].reduce(0) { count, word in
            count + (0..<8).count { word >> UInt64($0 * 8) & 0xFF == 0 }
        }
        return Double(equal) / Double(Self.size)
    }

    static func < (first: Sketch, second: Sketch) -> Bool { (first.high, first.low) < (second.high, second.low) }
}
