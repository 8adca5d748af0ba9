package import Records

/// Learns pieces of several words, Jurassic-1's, in two phases (A. Liu et al., "SuperBPE", arXiv:2503.13423, section 2):
/// up to the transition, merges stay inside pre-tokens; from there on they may go over the space between two words.
package struct SuperwordTraining: Defaulted, Sendable {
    /// The share of the vocabulary learnt before the transition: the 180,000 of 200,000 tokens of the paper.
    package var share = 0.9
    /// The vocabulary's size at the transition, instead of a share.
    package var size: Int?

    package init() {}

    /// A tokenizer of each size.
    ///
    /// - Parameters:
    ///   - sizes: in ascending order.
    ///   - paths: the runs of the pre-tokens of the pattern's words joined, which are counted together, so that no text
    ///     is kept (C. W. Schmidt et al., "Faster Superword Tokenization", arXiv:2604.05192).
    package func train(
        sizes: [Int], _ options: BPETrainer.Options, pattern: PretokenPattern, mergingRuns paths: [String], memory: Int
    ) throws(DataError) -> [Tokenizer] {
        let transitions = sizes.map { size ?? Int((Double($0) * share).rounded(.down)) }
        for (transition, size) in zip(transitions, sizes) where transition > size || transition < 0 {
            throw DataError("superwords from \(transition) tokens on: there are \(size)")
        }
        var words = options
        words.vocabularySize = transitions.last ?? 0
        let learnt = try BPETrainer(words, words: Self.pretokens(pattern, mergingRuns: paths, memory: memory))
            .train(smaller: transitions.dropLast())
        let joined = try pattern.joiningWords()
        var tokenizers: [Tokenizer] = []
        for (model, size) in zip(learnt, sizes) {
            var superwords = options
            superwords.vocabularySize = size
            let trainer = try BPETrainer(superwords, extending: model, mergingRuns: paths, memory: memory)
            tokenizers.append(
                Tokenizer(model: try trainer.train(), pattern: joined, specialTokens: options.specialTokens))
        }
        return tokenizers
    }

    /// The pre-tokens in the chunks, which are cut alike by themselves.
    private static func pretokens(
        _ pattern: PretokenPattern, mergingRuns paths: [String], memory: Int
    ) throws(DataError) -> TrainingWords {
        let pretokenizer = Pretokenizer(pattern)
        var table = ByteTable()
        var counts: [Int64] = []
        var runs = try MergedRuns(paths)
        while let count = try runs.next() {
            var start = 0
            for end in pretokenizer.ends(runs.token.span) {
                let number = table.insert(runs.token.span.extracting(start..<end))
                if number == counts.count { counts.append(0) }
                counts[number] += count
                start = end
            }
        }
        var words = TrainingWords()
        words.memory = memory
        for (number, count) in counts.enumerated() { try words.append(table[number], count: count) }
        try words.checkMemory()
        return words
    }
}
