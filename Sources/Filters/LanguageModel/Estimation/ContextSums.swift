internal import Records

/// Takes the n-grams of one order by their contexts, and finds each one's share of its context and what the context leaves
/// to shorter ones (Chen and Goodman 1998, section 3; the arithmetic is lmplz's: kpu/kenlm,
/// lm/builder/initial_probabilities.cc).
struct ContextSums {
    /// Words of the n-grams.
    private let order: Int
    private let discount: Discount
    /// The rows of one context.
    private var group: [UInt32] = []
    private var turned: [UInt32] = []

    init(order: Int, discount: Discount) {
        self.order = order
        self.discount = discount
    }

    private var stride: Int { order + 2 }

    /// - Parameters:
    ///   - rows: by context: the words of the context from its last on, then the word behind it.
    ///   - sorted: takes the n-grams that are not pruned, the last word first, with `Weighted` values.
    ///   - weights: takes the contexts, each with the weight of the shorter one.
    mutating func run(
        _ rows: inout SortedNgrams, sorted: inout NgramSorter, weights: NgramRun.Writer
    ) throws(DataError) {
        while let row = try rows.next() {
            let isNew = group.withUnsafeBufferPointer { group in
                group.baseAddress.map { NgramOrder.common(row, $0, limit: order - 1) < order - 1 } ?? false
            }
            if isNew, !group.isEmpty { try close(&sorted, weights) }
            group.append(contentsOf: UnsafeBufferPointer(start: row, count: stride))
        }
        if !group.isEmpty { try close(&sorted, weights) }
    }

    private mutating func close(_ sorted: inout NgramSorter, _ weights: NgramRun.Writer) throws(DataError) {
        turned.reserveCapacity(order)
        try group.withUnsafeBufferPointer { (group) throws(DataError) in
            guard let first = group.baseAddress else { return }
            let (order, stride) = (order, stride)
            let count = group.count / stride
            let sum = ContextSum((0..<count).lazy.map { NgramRows.value(first + $0 * stride, order) }, discount)
            try weights.append(first, UInt64(sum.weight.bitPattern))
            for index in 0..<count {
                let row = first + index * stride
                let value = NgramRows.value(row, order)
                if value & AdjustedCounts.prunedBit != 0 { continue }
                turned.removeAll(keepingCapacity: true)
                turned.append(row[order - 1])
                turned.append(contentsOf: UnsafeBufferPointer(start: row, count: order - 1))
                let weighted = Weighted(share: sum.share(of: value, discount), weight: sum.weight)
                try turned.withUnsafeBufferPointer { (turned) throws(DataError) in
                    if let row = turned.baseAddress { try sorted.append(row, weighted.bits) }
                }
            }
        }
        group.removeAll(keepingCapacity: true)
    }
}
