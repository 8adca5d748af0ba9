internal import ArgumentParser
internal import Recipes
internal import Tokenizers

struct TokenizerTrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train a BPE tokenizer: byte-level as tokenizer.json, or a SentencePiece model."
    )

    @OptionGroup var input: InputArguments

    @Option(help: ArgumentHelp("Tokens in the vocabulary.", valueName: "n"))
    var vocabSize: Int = 32_000

    @Option(help: ArgumentHelp("A special token; may be repeated.", valueName: "token"))
    var special: [String] = []

    @Option(help: ArgumentHelp("Pairs seen less often are not merged.", valueName: "n"))
    var minFrequency: Int = 0

    @Option(help: "How text is cut before tokens are learnt: gpt2, cl100k (also Llama 3's), o200k or qwen2.")
    var pattern: PretokenPattern = .gpt2

    @OptionGroup(title: "SentencePiece") var sentencePiece: SentencePieceArguments

    @Option(name: .shortAndLong, help: "Folder to write.")
    var output: String

    @OptionGroup var machine: MachineOptions

    func run() throws {
        var read = Step(name: "read")
        read.read = ReadOptions()
        read.read?.sources = [try input.options()]
        var train = Step(name: "tokenizer")
        var options = TokenizerOptions()
        options.from = [read.name]
        options.vocabularySize = vocabSize
        options.specialTokens = special
        options.minimumFrequency = minFrequency
        options.pattern = pattern
        options.sentencePiece = sentencePiece.training
        train.tokenizer = options
        try machine.run(Recipe(name: "tokenizer", output: output, steps: [read, train]))
    }
}

extension PretokenPattern: ExpressibleByArgument {
    public init?(argument: String) { self.init(name: argument) }
}
