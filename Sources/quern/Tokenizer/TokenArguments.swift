internal import ArgumentParser
internal import Recipes
internal import Tokenizers

/// How byte-level BPE and WordPiece are trained.
struct TokenArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp("A special token; may be repeated. WordPiece has BERT's unless given.", valueName: "token"))
    var special: [String] = []

    @Option(help: ArgumentHelp("Pairs seen less often are not merged.", valueName: "n"))
    var minFrequency: Int?

    @Option(
        help: ArgumentHelp(
            "BPE: how text is cut before tokens are learnt, by a name or a regular expression: "
                + "\(PretokenPattern.names); gpt2 unless given.", valueName: "pattern"),
        transform: { try PretokenPattern($0) })
    var pattern: PretokenPattern?

    @Option(help: ArgumentHelp("BPE: tokens stay shorter than this many bytes.", valueName: "n"))
    var maxTokenLength: Int?

    @Option(
        help: ArgumentHelp(
            "BPE: bytes that get tokens though they do not occur, as tokenizer files write them (Ġ for a space); all unless given.",
            valueName: "characters"))
    var initialAlphabet: String?

    @Flag(help: "BPE: learn pieces of several words, too.")
    var superwords = false

    @Option(
        help: ArgumentHelp(
            "BPE: from where on pieces may go over spaces: a share of the vocabulary (0.9 unless given), or its size.",
            valueName: "share|n"))
    var superwordsFrom: SuperwordTraining?

    @Flag(inversion: .prefixedNo, help: "WordPiece: lower-case text; the default.")
    var lowercase: Bool?

    @Flag(inversion: .prefixedNo, help: "WordPiece: take accents off; by default where text is lower-cased.")
    var stripAccents: Bool?

    func validate() throws {
        if let minFrequency, minFrequency < 0 { throw ValidationError("--min-frequency must be at least 0") }
        if superwordsFrom != nil && !superwords { throw ValidationError("--superwords-from needs --superwords") }
        if let maxTokenLength, maxTokenLength < 1 { throw ValidationError("--max-token-length must be at least 1") }
    }

    func set(_ options: inout TokenizerOptions, isWordPiece: Bool) {
        options.specialTokens = special
        options.minimumFrequency = minFrequency ?? 0
        if isWordPiece {
            var training = WordPieceTraining()
            training.lowercase = lowercase ?? training.lowercase
            training.stripAccents = stripAccents
            options.wordPiece = training
        } else {
            options.pattern = pattern ?? options.pattern
            options.maximumTokenLength = maxTokenLength
            options.initialAlphabet = initialAlphabet
            if superwords { options.superwords = superwordsFrom ?? SuperwordTraining() }
        }
    }

    /// The options given that both models have, by name.
    var given: [String] { (special.isEmpty ? [] : ["--special"]) + (minFrequency == nil ? [] : ["--min-frequency"]) }

    /// Those of BPE alone.
    var givenForBytes: [String] {
        [
            ("--pattern", pattern != nil), ("--max-token-length", maxTokenLength != nil),
            ("--initial-alphabet", initialAlphabet != nil), ("--superwords", superwords),
        ].filter(\.1).map(\.0)
    }

    /// Those of WordPiece alone.
    var givenForWords: [String] {
        [("--lowercase", lowercase != nil), ("--strip-accents", stripAccents != nil)].filter(\.1).map(\.0)
    }
}
