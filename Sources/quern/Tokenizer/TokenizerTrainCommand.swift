internal import ArgumentParser
internal import Recipes
internal import Tokenizers

struct TokenizerTrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train a tokenizer: byte-level BPE or WordPiece as tokenizer.json, or a SentencePiece model.")

    enum Model: String, ExpressibleByArgument, CaseIterable { case bpe, unigram, wordpiece }
    enum Style: String, ExpressibleByArgument, CaseIterable { case hf, sentencepiece }

    @OptionGroup var input: InputArguments

    @Option(help: "What is learnt: bpe, unigram or wordpiece.")
    var model: Model = .bpe

    @Option(
        help: """
            Whose file is written: hf (the default for bpe, which is byte-level, and for wordpiece) or sentencepiece (bpe \
            and unigram).
            """)
    var style: Style?

    @Option(
        help: ArgumentHelp("Tokens in the vocabulary; several sizes come from one run: 8k,16k,32k.", valueName: "n"))
    var vocabSize: VocabularySizes = VocabularySizes(sizes: [32_000])

    @Option(
        help: ArgumentHelp(
            "Weight languages: shares become proportional to sizes to this power; mT5's is temperature=0.3.",
            valueName: "temperature=F"))
    var balance: TokenizerOptions.Balance?

    @Option(help: ArgumentHelp("Key of random draws.", valueName: "n"))
    var seed: UInt64 = 0

    @OptionGroup(title: "Style hf") var pieces: TokenArguments

    @OptionGroup(title: "Style sentencepiece") var sentencePiece: SentencePieceArguments

    @Option(name: .shortAndLong, help: "Folder to write.")
    var output: String

    @OptionGroup var machine: MachineOptions

    /// The options given that another model or style has.
    private var misplaced: [String] {
        switch (model, style) {
        case (.bpe, .sentencepiece), (.unigram, _): pieces.given + pieces.givenForBytes + pieces.givenForWords
        case (.bpe, _): pieces.givenForWords + sentencePiece.given
        case (.wordpiece, _): pieces.givenForBytes + sentencePiece.given
        }
    }

    func validate() throws {
        if model == .unigram && style == .hf { throw ValidationError("--model unigram has no --style hf") }
        if model == .wordpiece && style == .sentencepiece {
            throw ValidationError("--model wordpiece has no --style sentencepiece")
        }
        guard let option = misplaced.first else { return }
        let others = model == .wordpiece ? "--model wordpiece" : "--model \(model.rawValue) --style \(written.rawValue)"
        let mend = option == "--special" ? ": use --control-symbol or --user-defined-symbol" : ""
        throw ValidationError("\(option) is no option of \(others)\(mend)")
    }

    private var written: Style { style ?? (model == .unigram ? .sentencepiece : .hf) }

    func run() throws {
        var read = Step(name: "read")
        read.read = ReadOptions()
        read.read?.sources = [try input.options()]
        var train = Step(name: "tokenizer")
        var options = TokenizerOptions()
        options.from = [read.name]
        options.vocabularySize = vocabSize.sizes.max() ?? 0
        options.smallerSizes = vocabSize.sizes.filter { $0 < options.vocabularySize }
        options.balance = balance
        switch (model, written) {
        case (.bpe, .sentencepiece): options.sentencePiece = sentencePiece.training(.bpe)
        case (.unigram, _): options.sentencePiece = sentencePiece.training(.unigram)
        case (.bpe, .hf), (.wordpiece, _): pieces.set(&options, isWordPiece: model == .wordpiece)
        }
        train.tokenizer = options
        var recipe = Recipe(name: "tokenizer", output: output, steps: [read, train])
        recipe.seed = seed
        try machine.run(recipe)
    }
}
