internal import ArgumentParser
internal import Records
internal import Tokenizers

struct TokenizerExtendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend", abstract: "Learn more tokens from new text.",
        discussion: "The tokens there are keep their ids and merges. Byte-level BPE only.")

    @OptionGroup var tokenizer: TokenizerArgument

    @Argument(help: "Files, folders or globs; plain text is read by the line.")
    var inputs: [String]

    @Option(help: ArgumentHelp("Tokens in the new vocabulary.", valueName: "n"))
    var vocabSize: Int

    @Option(help: ArgumentHelp("Pairs seen less often are not merged.", valueName: "n"))
    var minFrequency: Int = 0

    @Option(name: .shortAndLong, help: "File to write.")
    var output: String

    func run() throws {
        let model = try tokenizer.load()
        var learning = try TokenizerExtension(model)
        var batches = try TextBatches(inputs)
        try batches.forEach { (batch) throws(DataError) in
            for index in 0..<batch.count { learning.add(batch.texts[index]) }
        }
        let edit = try learning.learn(size: vocabSize, minimumFrequency: minFrequency)
        try EditedTokenizer.write(edit, of: model, to: output)
    }
}
