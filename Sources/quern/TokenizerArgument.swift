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
            "How a rank file's text is cut, if its name does not tell: gpt2, cl100k_base, o200k …", valueName: "name"))
    var pattern: PretokenPattern?

    func load() throws(DataError) -> Tokenizer { try TokenizerFile.load(path: tokenizer, pattern: pattern) }
}
