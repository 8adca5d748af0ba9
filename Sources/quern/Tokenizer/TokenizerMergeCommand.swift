internal import ArgumentParser
internal import Tokenizers

struct TokenizerMergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Put another tokenizer's tokens behind a tokenizer's own.",
        discussion: """
            Both byte-level BPE, or both SentencePiece models. The first one's ids stay; the map of ids is the second's.
            """)

    @OptionGroup var tokenizer: TokenizerArgument

    @Argument(help: "The tokenizer whose tokens are added.")
    var other: String

    @Option(name: .shortAndLong, help: "File to write.")
    var output: String

    func run() throws {
        let added = try TokenizerFile.load(path: other, pattern: tokenizer.pattern)
        try EditedTokenizer.write(try tokenizer.load().merging(added), of: added, to: output)
    }
}
