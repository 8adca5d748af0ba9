package import Records

/// Learns byte-level BPE merges as Hugging Face tokenizers 0.23.3 does (huggingface/tokenizers,
/// tokenizers/src/models/bpe/trainer.rs, `do_train`), to the same ids: most frequent pair first, then the pair of lower
/// ids; a merge whose token exists already is recorded but adds none. Counts are 64-bit, where the peer's are 32.
package struct BPETrainer {
    package struct Options: Sendable {
        package var vocabularySize: Int
        /// Pairs that occur less often are not merged.
        package var minimumFrequency: Int
        /// They come first in the vocabulary, in this order.
        package var specialTokens: [String]
        package init(vocabularySize: Int, minimumFrequency: Int = 0, specialTokens: [String] = []) {
            self.vocabularySize = vocabularySize
            self.minimumFrequency = minimumFrequency
            self.specialTokens = specialTokens
        }
    }

    private let options: Options
    private var vocabulary: Vocabulary
    private var words: TrainingWords
    private var pairs = PairTable()
    private var queue = MergeQueue()
    private var merges: [BPEModel.Merge] = []

    /// - Throws: for a special token that is empty or given twice.
    package init(_ options: Options, words counts: PretokenCounts) throws(DataError) {
        self.options = options
        vocabulary = try Vocabulary(specialTokens: options.specialTokens)
        words = TrainingWords(counts, byteIDs: vocabulary.byteIDs)
    }

    package consuming func train() -> BPEModel {
        var trainer = self
        trainer.countPairs()
        while trainer.vocabulary.count < trainer.options.vocabularySize, trainer.mergeNext() {}
        return BPEModel(vocabulary: trainer.vocabulary, merges: trainer.merges)
    }

    private mutating func countPairs() {
        for word in 0..<words.count {
            for place in words.range(word).dropLast() {
                let entry = pairs.add(TokenPair(words.symbols[place], words.symbols[place + 1]), words.counts[word])
                pairs.occurs(entry, in: word)
            }
        }
        enqueueTouched()
    }

    /// Queues each pair that got new occurrences, with the list of the words they are in.
    private mutating func enqueueTouched() {
        for (entry, list) in pairs.takeTouched() where pairs.counts[entry] > 0 {
            queue.push(.init(count: pairs.counts[entry], pair: pairs.pairs[entry], entry: entry, list: list))
        }
    }

    /// Makes the next merge. Returns false when there is none left.
    private mutating func mergeNext() -> Bool {
        while var top = queue.pop() {
            // Entries are not updated in the queue: an outdated one goes back with the count of now.
            let count = pairs.counts[top.entry]
            if count != top.count {
                top.count = count
                queue.push(top)
                continue
            }
            if count < 1 || count < options.minimumFrequency { return false }
            let id = vocabulary.id(ofMerging: top.pair)
            merges.append(.init(pair: top.pair, id: id))
            apply(top, id)
            return true
        }
        return false
    }

    private mutating func apply(_ top: MergeQueue.Entry, _ id: Int32) {
        var changes: [TrainingWords.Change] = []
        var node = top.list
        while node >= 0 {
            let occurrence = pairs.occurrences[Int(node)]
            node = occurrence.next
            let word = Int(occurrence.word)
            changes.removeAll(keepingCapacity: true)
            words.merge(top.pair, into: id, in: word, changes: &changes)
            for change in changes {
                let entry = pairs.add(change.pair, Int64(change.sign) &* words.counts[word])
                if change.sign > 0 { pairs.occurs(entry, in: word) }
            }
        }
        enqueueTouched()
    }
}
