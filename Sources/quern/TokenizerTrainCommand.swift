internal import ArgumentParser
internal import Recipes
internal import Tokenizers

struct TokenizerTrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train a BPE tokenizer: byte-level as tokenizer.json, or a SentencePiece model."
    )

    @OptionGroup var input: InputArguments

    @Option(
        help: ArgumentHelp("Tokens in the vocabulary; several sizes come from one run: 8k,16k,32k.", valueName: "n"))
    var vocabSize: VocabularySizes = VocabularySizes(sizes: [32_000])

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
        options.vocabularySize = vocabSize.sizes.max() ?? 0
        options.smallerSizes = vocabSize.sizes.filter { $0 < options.vocabularySize }
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

/// `32000`, or `8k,16k,32k`.
struct VocabularySizes: ExpressibleByArgument {
    var sizes: [Int]

    init(sizes: [Int]) { self.sizes = sizes }

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        sizes = parts.compactMap { part in
            let isThousands = part.hasSuffix("k")
            return Int(isThousands ? part.dropLast() : part).flatMap { $0 > 0 ? $0 * (isThousands ? 1000 : 1) : nil }
        }
        if sizes.count < parts.count { return nil }
    }

    var defaultValueDescription: String { sizes.map(String.init).joined(separator: ",") }
}
