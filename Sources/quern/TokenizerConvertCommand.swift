internal import ArgumentParser
internal import Records
internal import Tokenizers

struct TokenizerConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Write a tokenizer as another kind of file.",
        discussion: """
            The output's name tells its kind: .tiktoken, vocab.json (with a merges.txt beside it) or another .json. \
            What it cannot hold is an error.
            """)

    @OptionGroup var tokenizer: TokenizerArgument

    @Option(name: .shortAndLong, help: "File to write.")
    var output: String

    func run() throws {
        let model = try tokenizer.load()
        let file = try model.write(to: output)
        print("\(file.path): \(model.vocabularySize) tokens, \(file.bytes) bytes")
    }
}
