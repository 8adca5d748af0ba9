package import Records

/// The discounts of one order for counts of one, two, and three or more (Chen and Goodman 1998, "An Empirical Study of
/// Smoothing Techniques for Language Modeling", equation 26), in the arithmetic of lmplz
/// (kpu/kenlm, lm/builder/adjust_counts.cc).
struct Discount: Equatable {
    /// By count; of 0 none.
    private var amounts: [Float]

    /// What lmplz takes with `--discount_fallback`.
    static let fallback = Discount(amounts: [0, 0.5, 1, 1.5])

    private init(amounts: [Float]) { self.amounts = amounts }

    /// - Parameters:
    ///   - counts: how many n-grams have an adjusted count of 0, 1, 2, 3, 4.
    ///   - order: words of the n-grams.
    init(counts: [UInt64], order: Int) throws(DataError) {
        let mend = "train on more or more natural text, or with the discounts of a fallback"
        amounts = [0]
        let (one, two) = (Float(counts[1]), Float(Double(counts[1]) + 2 * Double(counts[2])))
        for count in 1...3 {
            guard counts[count] > 0 else {
                throw DataError("no \(order)-gram has an adjusted count of \(count), which discounts need", mend: mend)
            }
            let factor = Float(count + 1) * (one / two) * Float(counts[count + 1])
            let amount = Float(count) - factor / Float(counts[count])
            guard amount >= 0, amount <= Float(count) else {
                throw DataError(
                    "the discount of \(order)-grams with an adjusted count of \(count) would be \(amount)", mend: mend)
            }
            amounts.append(amount)
        }
    }

    @inline(__always)
    func amount(of count: UInt64) -> Float { amounts[Int(min(count, 3))] }
}
