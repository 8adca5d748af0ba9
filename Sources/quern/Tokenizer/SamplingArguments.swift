internal import ArgumentParser
internal import Records
internal import Tokenizers

/// Segmentations other than the best one.
struct SamplingArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Pass over each merge of a BPE model with this probability; the file's own if not said.", valueName: "p"))
    var dropout: Double?

    @Flag(help: "Draw a segmentation of a Unigram model (SentencePiece's enable_sampling).")
    var sample = false

    @Option(
        help: ArgumentHelp(
            "With --sample: how much likelier segmentations are preferred; a BPE model's dropout.", valueName: "a"))
    var alpha: Double?

    @Option(
        help: ArgumentHelp(
            "List so many of a SentencePiece Unigram model's best segmentations; with --sample, draw from these.",
            valueName: "n"))
    var nbest: Int?

    @Option(help: ArgumentHelp("Draws depend on it and on a record's id.", valueName: "n"))
    var seed: UInt64 = 0

    /// How many segmentations of each text are to be written; nil for one that is no list.
    var listed: Int? { sample ? nil : nbest }

    func validate() throws {
        guard !(sample && dropout != nil) else { throw ValidationError("give either --dropout or --sample") }
        guard sample || alpha == nil else { throw ValidationError("--alpha is for --sample") }
        guard (0...1).contains(dropout ?? 0) else { throw ValidationError("--dropout is a probability, from 0 to 1") }
        guard alpha.map({ $0.isFinite && $0 >= 0 }) ?? true else {
            throw ValidationError("--alpha is a number from 0 up")
        }
        guard let nbest else { return }
        guard (1...Sampling.mostBest).contains(nbest) else {
            throw ValidationError("--nbest is from 1 to \(Sampling.mostBest)")
        }
        guard dropout == nil else { throw ValidationError("--nbest lists what --dropout would not give") }
    }

    /// - Throws: for what the tokenizer's model cannot do.
    func method(for tokenizer: Tokenizer) throws(DataError) -> Sampling? {
        if sample { return try tokenizer.sampling(alpha: alpha ?? Sampling.standardAlpha, best: nbest, seed: seed) }
        guard let dropout else {
            var sampling = tokenizer.sampling
            sampling?.seed = seed
            return sampling
        }
        try tokenizer.checkDropout()
        return dropout > 0 ? Sampling(.dropout(dropout), seed: seed) : nil
    }
}
