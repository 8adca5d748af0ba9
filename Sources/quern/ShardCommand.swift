internal import ArgumentParser
internal import Recipes
internal import Shards

struct ShardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shard", abstract: "Tokenise documents or examples, pack them and write training shards.")

    @OptionGroup var input: InputArguments

    @Option(help: ArgumentHelp("A tokenizer.json, a SentencePiece .model or tiktoken's ranks.", valueName: "file"))
    var tokenizer: String

    @Option(
        help: ArgumentHelp("Formats to write: parquet, megatron, datatrove, jsonl; may be repeated.", valueName: "name")
    )
    var format: [ShardOptions.Format] = [.parquet]

    @Option(help: ArgumentHelp("Tokens a row; of an encoder and decoder those that are read.", valueName: "n"))
    var sequenceLength: Int = 2048

    @Option(help: "How documents share rows: concatenate and cut, complete (never cut), or whole (best fit).")
    var packing: RowPlan.Packing = .concatenate

    @Option(
        help: ArgumentHelp(
            "What is trained: causal, prefix, spanCorruption (T5), ul2 or blankInfilling (GLM); a recipe sets more.",
            valueName: "name"))
    var objective: ObjectiveOptions.Kind = .causal

    @Option(help: ArgumentHelp("Token put after each document.", valueName: "token"))
    var endOfDocument: String?

    @Option(name: .shortAndLong, help: "Folder to write.")
    var output: String

    @OptionGroup var machine: MachineOptions

    func run() throws {
        var read = Step(name: "read")
        read.read = ReadOptions()
        read.read?.sources = [try input.options()]
        var shards = Step(name: "shards")
        var options = ShardOptions()
        options.from = read.name
        options.tokenizer = tokenizer
        options.formats = format
        options.sequenceLength = sequenceLength
        options.endOfDocument = endOfDocument ?? ""
        options.packing = packing
        if objective != .causal {
            var chosen = ObjectiveOptions()
            chosen.kind = objective
            options.objective = chosen
        }
        shards.shard = options
        try machine.run(Recipe(name: "shard", output: output, steps: [read, shards]))
    }
}

extension ShardOptions.Format: ExpressibleByArgument {}
extension RowPlan.Packing: ExpressibleByArgument {}
extension ObjectiveOptions.Kind: ExpressibleByArgument {}
