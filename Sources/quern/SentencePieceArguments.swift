internal import ArgumentParser
internal import Tokenizers

/// How a SentencePiece model is trained; a recipe's `sentencePiece` has the rest of the options.
struct SentencePieceArguments: ParsableArguments {
    @Option(help: "Train a SentencePiece model, as tokenizer.model: bpe or unigram.")
    var sentencepiece: SentencePieceTraining.Model?

    @Option(help: "How text is normalised: identity, nfkc, nmt_nfkc, nfkc_cf or nmt_nfkc_cf.")
    var normalization: NormalizationRule = .identity

    @Option(help: ArgumentHelp("Share of characters that get pieces of their own.", valueName: "share"))
    var characterCoverage: Float = 0.9995

    @Flag(help: "Write rare characters as bytes.")
    var byteFallback = false

    @Flag(help: "Make a piece of each digit.")
    var splitDigits = false

    @Option(help: ArgumentHelp("A symbol that text may hold; may be repeated.", valueName: "symbol"))
    var userDefinedSymbol: [String] = []

    @Option(help: ArgumentHelp("A symbol that text cannot hold; may be repeated.", valueName: "symbol"))
    var controlSymbol: [String] = []

    var training: SentencePieceTraining? {
        guard let sentencepiece else { return nil }
        var training = SentencePieceTraining()
        training.model = sentencepiece
        training.normalization = normalization
        training.characterCoverage = characterCoverage
        training.byteFallback = byteFallback
        training.splitDigits = splitDigits
        training.userDefinedSymbols = userDefinedSymbol
        training.controlSymbols = controlSymbol
        return training
    }

    func validate() throws {
        let isUsed =
            byteFallback || splitDigits || !userDefinedSymbol.isEmpty || !controlSymbol.isEmpty
            || characterCoverage != 0.9995 || normalization != .identity
        if isUsed && sentencepiece == nil { throw ValidationError("these options need --sentencepiece") }
    }
}

extension SentencePieceTraining.Model: ExpressibleByArgument {}
extension NormalizationRule: ExpressibleByArgument {}
