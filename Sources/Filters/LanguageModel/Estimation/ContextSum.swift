/// What the n-grams of one context make together, in 32-bit floats as lmplz has them.
struct ContextSum {
    /// The weight of the shorter context: what the discounts leave, and all of what is pruned.
    let weight: Float
    private let denominator: Float

    /// - Parameter values: of `AdjustedCounts`.
    init(_ values: some Sequence<UInt64>, _ discount: Discount) {
        var (all, pruned): (UInt64, UInt64) = (0, 0)
        var (ones, twos, more) = (0, 0, 0)
        for value in values {
            let count = value & ~AdjustedCounts.prunedBit
            all += count
            if count != value {
                pruned += count
            } else if count > 0 {
                switch count {
                case 1: ones += 1
                case 2: twos += 1
                default: more += 1
                }
            }
        }
        denominator = Float(all)
        var weight = discount.amount(of: 1) * Float(ones)
        weight += discount.amount(of: 2) * Float(twos)
        weight += discount.amount(of: 3) * Float(more)
        self.weight = (weight + Float(pruned)) / denominator
    }

    @inline(__always)
    func share(of count: UInt64, _ discount: Discount) -> Float {
        (Float(count) - discount.amount(of: count)) / denominator
    }
}

/// An n-gram's own share of its context, and the weight of the shorter n-gram's probability, as a row's value.
struct Weighted {
    var share: Float
    var weight: Float

    init(share: Float, weight: Float) {
        self.share = share
        self.weight = weight
    }

    init(bits: UInt64) {
        share = Float(bitPattern: UInt32(truncatingIfNeeded: bits))
        weight = Float(bitPattern: UInt32(truncatingIfNeeded: bits >> 32))
    }

    var bits: UInt64 { UInt64(share.bitPattern) | UInt64(weight.bitPattern) << 32 }
}
