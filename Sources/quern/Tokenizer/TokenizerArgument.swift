internal import ArgumentParser
internal import Records
internal import Tokenizers

/// The tokenizer a command works with.
struct TokenizerArgument: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A tokenizer.json, SentencePiece .model, tiktoken's ranks, BERT's vocab.txt or GPT-2's vocab.json.",
            valueName: "file"))
    var tokenizer: String

    @Option(
        help: ArgumentHelp(
            "How a rank file's text is cut, if its name does not tell: \(PretokenPattern.names), or an expression.",
            valueName: "pattern"), transform: { try PretokenPattern($0) })
    var pattern: PretokenPattern?

    func load() throws(DataError) -> Tokenizer { try TokenizerFile.load(path: tokenizer, pattern: pattern) }
}
