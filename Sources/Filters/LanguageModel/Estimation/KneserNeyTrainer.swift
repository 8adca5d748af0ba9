internal import Glibc
package import Records

/// Trains an n-gram model with interpolated modified Kneser-Ney smoothing (Chen and Goodman 1998), as lmplz does
/// (kpu/kenlm, lm/builder; Heafield et al. 2013): the same n-grams, and to the bit the same probabilities.
///
/// Passes over sorted rows: counts, adjusted counts, then for each order the sums of its contexts and the probabilities,
/// which take those of the order below. Memory follows the limit but for the vocabulary; the rest lies in the scratch
/// folder.
package struct KneserNeyTrainer {
    package struct Options: Sendable {
        /// Words of the longest n-grams.
        package var order = 5
        /// N-grams that occur at most so often are pruned: by order from 1 on, the last for all higher ones. Words are kept.
        package var prune: [UInt64] = []
        /// Where a text is too small or odd for discounts, take fixed ones.
        package var hasFallback = false
        /// Bytes.
        package var memory = 1 << 30

        package init() {}
    }

    private let options: Options
    private let scratch: String
    private var counter: NgramCounter

    package static let orders = 1...8

    /// - Parameter scratch: a folder for files that go again.
    package init(_ options: Options, scratch: String) {
        self.options = options
        self.scratch = scratch
        counter = NgramCounter(order: options.order, scratch: scratch, memory: options.memory / 2)
    }

    package var wordCount: Int { counter.wordCount }

    /// Counts each line of a text as a sentence.
    package mutating func add(_ text: Span<UInt8>) throws(DataError) { try counter.add(text) }

    /// Writes the model.
    package consuming func finish(into sink: inout some NgramSink) throws(DataError) {
        let vocabulary = counter.vocabulary
        var rows = try counter.finish()
        var adjusted = AdjustedCounts(order: options.order, thresholds: thresholds)
        var unigrams = [UInt64](repeating: 0, count: vocabulary.count)
        var contexts = (2..<max(options.order + 1, 2)).map {
            NgramSorter(
                prefix: "\(scratch)/contexts-\($0)", words: $0, memory: options.memory / (2 * options.order),
                combines: false)
        }
        var sizes = [Int](repeating: 0, count: options.order)
        sizes[0] = vocabulary.count
        var turned = [UInt32](repeating: 0, count: options.order)
        try adjusted.run(&rows) { (order, row, value) throws(DataError) in
            if order == 1 {
                unigrams[Int(row[0])] = value
                return
            }
            if value & AdjustedCounts.prunedBit == 0 { sizes[order - 1] += 1 }
            for place in 1..<order { turned[place - 1] = row[place] }
            turned[order - 1] = row[0]
            try turned.withUnsafeBufferPointer { (turned) throws(DataError) in
                if let row = turned.baseAddress { try contexts[order - 2].append(row, value) }
            }
        }
        rows = .none
        let discounts = try discounts(adjusted.counts)
        try sink.begin(sizes: sizes, vocabulary)
        var sorted = try sorted(unigrams, discounts[0])
        for order in 1...options.order {
            var next: SortedNgrams = .none
            if order < options.order {
                var rows = try contexts[order - 1].finish()
                next = try sums(&rows, order: order + 1, discounts[order])
            }
            try write(&sorted, order, vocabularySize: vocabulary.count, &sink)
            sorted = next
        }
    }

    private var thresholds: [UInt64] {
        (0..<options.order).map {
            $0 == 0 || options.prune.isEmpty ? 0 : options.prune[min($0, options.prune.count - 1)]
        }
    }

    private func discounts(_ counts: [[UInt64]]) throws(DataError) -> [Discount] {
        var discounts: [Discount] = []
        for (place, counts) in counts.enumerated() {
            do throws(DataError) {
                discounts.append(try Discount(counts: counts, order: place + 1))
            } catch {
                guard options.hasFallback else { throw error }
                discounts.append(.fallback)
            }
        }
        return discounts
    }

    /// The words with their shares. `<s>` is always there where it is, and `<unk>` has but what is left to it.
    private func sorted(_ unigrams: [UInt64], _ discount: Discount) throws(DataError) -> SortedNgrams {
        let sum = ContextSum(unigrams, discount)
        let rows = NgramRows(words: 1, memory: unigrams.count * 32)
        for (word, count) in unigrams.enumerated() {
            var value = Weighted(share: sum.share(of: count, discount), weight: sum.weight)
            if word == Vocabulary.unknown { value.share = 0 }
            if word == Vocabulary.begin { value = Weighted(share: 1, weight: 0) }
            withUnsafePointer(to: UInt32(word)) { rows.append($0, value.bits) }
        }
        return .held(rows, next: 0)
    }

    private func path(_ name: String, _ order: Int) -> String { "\(scratch)/\(name)-\(order)" }

    /// - Returns: the n-grams that are not pruned, the last word first; the contexts' weights are in a file.
    private func sums(_ rows: inout SortedNgrams, order: Int, _ discount: Discount) throws(DataError) -> SortedNgrams {
        var sorter = NgramSorter(
            prefix: path("sorted", order), words: order, memory: options.memory / 4, combines: false)
        let weights = try NgramRun.Writer(path: path("weights", order - 1), words: order - 1)
        var sums = ContextSums(order: order, discount: discount)
        try sums.run(&rows, sorted: &sorter, weights: weights)
        try weights.finish()
        return try sorter.finish()
    }

    /// Writes the n-grams of one order, whose probabilities the next order then finds in a file.
    private func write(
        _ rows: inout SortedNgrams, _ order: Int, vocabularySize: Int, _ sink: inout some NgramSink
    ) throws(DataError) {
        let lower = order > 1 ? try RunLookup(path: path("probabilities", order - 1), words: order - 1) : nil
        let weights = order < options.order ? try RunLookup(path: path("weights", order), words: order) : nil
        let written =
            order < options.order ? try NgramRun.Writer(path: path("probabilities", order), words: order) : nil
        // lmplz counts `<unk>` among the words, but not `<s>`.
        let uniform = 1 / Float(vocabularySize - 1)
        while let row = try rows.next() {
            let own = Weighted(bits: NgramRows.value(row, order))
            let probability = own.share + own.weight * (try lower?.value(of: row) ?? uniform)
            let backoff = try weights?.value(of: row) ?? 1
            try sink.append(row, order: order, min(0, log10f(probability)), log10f(backoff))
            try written?.append(row, UInt64(probability.bitPattern))
        }
        try written?.finish()
    }
}
