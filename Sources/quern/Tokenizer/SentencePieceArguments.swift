internal import ArgumentParser
internal import Tokenizers

/// How a SentencePiece model is trained, by the peer's names.
struct SentencePieceArguments: ParsableArguments {
    @Option(help: "How text is normalised: identity (the default), nfkc, nmt_nfkc, nfkc_cf or nmt_nfkc_cf.")
    var normalization: NormalizationRule?

    @Option(help: ArgumentHelp("Share of the text's characters that get pieces: 0.9995.", valueName: "share"))
    var characterCoverage: Float?

    @Option(help: ArgumentHelp("Characters that get pieces however rare they are.", valueName: "characters"))
    var requiredChars: String?

    @Flag(inversion: .prefixedNo, help: "Write rare characters as bytes.")
    var byteFallback: Bool?

    @Flag(inversion: .prefixedNo, help: "Make a piece of each digit.")
    var splitDigits: Bool?

    @Flag(inversion: .prefixedNo, help: "No piece goes from one script into another; the default.")
    var splitByUnicodeScript: Bool?

    @Flag(inversion: .prefixedNo, help: "Digits are a script of their own; the default.")
    var splitByNumber: Bool?

    @Flag(inversion: .prefixedNo, help: "No piece goes over a space; the default.")
    var splitByWhitespace: Bool?

    @Flag(inversion: .prefixedNo, help: "Spaces end pieces instead of beginning them.")
    var treatWhitespaceAsSuffix: Bool?

    @Flag(inversion: .prefixedNo, help: "Runs of spaces may be pieces.")
    var allowWhitespaceOnlyPieces: Bool?

    @Flag(inversion: .prefixedNo, help: "Put a space before each text; the default.")
    var addDummyPrefix: Bool?

    @Flag(inversion: .prefixedNo, help: "Drop spaces around a text and after spaces; the default.")
    var removeExtraWhitespaces: Bool?

    @Option(help: ArgumentHelp("Characters of the longest piece: 16.", valueName: "n"))
    var maxSentencepieceLength: Int?

    @Option(help: ArgumentHelp("Longer lines are left out, in bytes: 4192.", valueName: "n"))
    var maxSentenceLength: Int?

    @Option(help: ArgumentHelp("Learn from so many lines, drawn from all.", valueName: "n"))
    var inputSentenceSize: Int?

    @Option(help: ArgumentHelp("A symbol that text may hold; may be repeated.", valueName: "symbol"))
    var userDefinedSymbol: [String] = []

    @Option(help: ArgumentHelp("A symbol that text cannot hold; may be repeated.", valueName: "symbol"))
    var controlSymbol: [String] = []

    func validate() throws {
        for (name, value) in [
            ("--max-sentencepiece-length", maxSentencepieceLength), ("--max-sentence-length", maxSentenceLength),
            ("--input-sentence-size", inputSentenceSize),
        ] where value.map({ $0 < 1 }) ?? false { throw ValidationError("\(name) must be at least 1") }
        if let characterCoverage, !(0...1).contains(characterCoverage) {
            throw ValidationError("--character-coverage must be from 0 to 1")
        }
    }

    func training(_ model: SentencePieceTraining.Model) -> SentencePieceTraining {
        var training = SentencePieceTraining()
        training.model = model
        func set<Value>(_ member: WritableKeyPath<SentencePieceTraining, Value>, _ value: Value?) {
            if let value { training[keyPath: member] = value }
        }
        set(\.normalization, normalization)
        set(\.characterCoverage, characterCoverage)
        set(\.requiredCharacters, requiredChars)
        set(\.byteFallback, byteFallback)
        set(\.splitDigits, splitDigits)
        set(\.splitByUnicodeScript, splitByUnicodeScript)
        set(\.splitByNumber, splitByNumber)
        set(\.splitByWhitespace, splitByWhitespace)
        set(\.treatWhitespaceAsSuffix, treatWhitespaceAsSuffix)
        set(\.allowWhitespaceOnlyPieces, allowWhitespaceOnlyPieces)
        set(\.addDummyPrefix, addDummyPrefix)
        set(\.removeExtraWhitespaces, removeExtraWhitespaces)
        set(\.maximumPieceLength, maxSentencepieceLength)
        set(\.maximumSentenceLength, maxSentenceLength)
        set(\.inputSentenceSize, inputSentenceSize)
        training.userDefinedSymbols = userDefinedSymbol
        training.controlSymbols = controlSymbol
        return training
    }

    /// The options given, by name.
    var given: [String] {
        let all: [(String, Bool)] = [
            ("--normalization", normalization != nil), ("--character-coverage", characterCoverage != nil),
            ("--required-chars", requiredChars != nil), ("--byte-fallback", byteFallback != nil),
            ("--split-digits", splitDigits != nil), ("--split-by-unicode-script", splitByUnicodeScript != nil),
            ("--split-by-number", splitByNumber != nil), ("--split-by-whitespace", splitByWhitespace != nil),
            ("--treat-whitespace-as-suffix", treatWhitespaceAsSuffix != nil),
            ("--allow-whitespace-only-pieces", allowWhitespaceOnlyPieces != nil),
            ("--add-dummy-prefix", addDummyPrefix != nil),
            ("--remove-extra-whitespaces", removeExtraWhitespaces != nil),
            ("--max-sentencepiece-length", maxSentencepieceLength != nil),
            ("--max-sentence-length", maxSentenceLength != nil), ("--input-sentence-size", inputSentenceSize != nil),
            ("--user-defined-symbol", !userDefinedSymbol.isEmpty), ("--control-symbol", !controlSymbol.isEmpty),
        ]
        return all.filter(\.1).map(\.0)
    }
}

extension NormalizationRule: ExpressibleByArgument {}
