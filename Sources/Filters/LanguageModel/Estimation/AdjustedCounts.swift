internal import Records

/// Adjusted counts of the n-grams of every order, from those of the highest (Chen and Goodman 1998, section 3; Heafield et
/// al. 2013, "Scalable Modified Kneser-Ney Language Model Estimation", section 3.2): how many different words come before
/// an n-gram, and how often it stands at the beginning of a sentence or is of the highest order itself.
///
/// Rows are in suffix order: an n-gram's last word first. An n-gram of a lower order is thus the beginning of a row, and
/// all rows that begin with it are neighbours.
struct AdjustedCounts {
    /// The highest bit of a value: the n-gram is pruned, and only counted.
    static let prunedBit: UInt64 = 1 << 63

    private let order: Int
    /// An n-gram of an order that occurs at most so often is pruned; by order, from 1 on.
    private let thresholds: [UInt64]
    /// Of each order the n-gram that the last row begins with, as long as it goes on.
    private var adjusted: [UInt64]
    private var actual: [UInt64]
    private var open = 0
    private var last: [UInt32]
    /// How many n-grams of each order have an adjusted count of 0, 1, 2, 3, 4.
    private(set) var counts: [[UInt64]]

    init(order: Int, thresholds: [UInt64]) {
        self.order = order
        self.thresholds = thresholds
        adjusted = [UInt64](repeating: 0, count: order)
        actual = adjusted
        last = [UInt32](repeating: 0, count: order)
        counts = [[UInt64]](repeating: [0, 0, 0, 0, 0], count: order)
        // `<unk>` and `<s>` are never behind another word.
        counts[0][0] = 2
    }

    /// - Parameter emit: takes an n-gram's order, its words, its adjusted count with `prunedBit` if it is pruned.
    mutating func run(
        _ rows: inout SortedNgrams, emit: (Int, UnsafePointer<UInt32>, UInt64) throws(DataError) -> Void
    ) throws(DataError) {
        while let row = try rows.next() {
            let count = NgramRows.value(row, order)
            if order > 1 {
                try step(row, count, emit)
            } else {
                try emit(1, row, value(0, count, count, counted: count))
            }
        }
        // lmplz takes for the last of each order not the adjusted count into the statistics, but the count.
        for place in (0..<open).reversed() {
            try close(place, counted: actual[place], emit)
        }
        open = 0
    }

    private mutating func step(
        _ row: UnsafePointer<UInt32>, _ count: UInt64,
        _ emit: (Int, UnsafePointer<UInt32>, UInt64) throws(DataError) -> Void
    ) throws(DataError) {
        let same = last.withUnsafeBufferPointer { last in
            last.baseAddress.map { NgramOrder.common(row, $0, limit: open) } ?? 0
        }
        while open > same {
            open -= 1
            try close(open, counted: adjusted[open], emit)
        }
        for place in 0..<same { actual[place] += count }
        if same > 0 { adjusted[same - 1] += 1 }
        for place in same..<order { last[place] = row[place] }
        // What stands at the beginning of a sentence has its own count, and nothing before it.
        while open < order - 1, row[open] != Vocabulary.begin { open(1, count) }
        if row[open] == Vocabulary.begin, open < order - 1 {
            open(count, count)
        } else {
            try emit(order, row, value(order - 1, count, count, counted: count))
        }
    }

    private mutating func open(_ adjusted: UInt64, _ actual: UInt64) {
        self.adjusted[open] = adjusted
        self.actual[open] = actual
        open += 1
    }

    /// An n-gram that the next row no longer begins with.
    private mutating func close(
        _ place: Int, counted: UInt64, _ emit: (Int, UnsafePointer<UInt32>, UInt64) throws(DataError) -> Void
    ) throws(DataError) {
        let value = value(place, adjusted[place], actual[place], counted: counted)
        try last.withUnsafeBufferPointer { (last) throws(DataError) in
            if let row = last.baseAddress { try emit(place + 1, row, value) }
        }
    }

    /// Takes an n-gram's count into the statistics.
    private mutating func value(_ place: Int, _ adjusted: UInt64, _ actual: UInt64, counted: UInt64) -> UInt64 {
        if counted < 5 { counts[place][Int(counted)] += 1 }
        return actual <= thresholds[place] ? adjusted | Self.prunedBit : adjusted
    }
}
