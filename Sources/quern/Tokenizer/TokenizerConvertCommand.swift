internal import ArgumentParser
internal import Foundation
internal import Records
internal import Tokenizers

struct TokenizerConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Write a tokenizer as another kind of file.",
        discussion: """
            The output's name tells its kind: .tiktoken, SentencePiece's .model, vocab.txt, vocab.json (with a merges.txt \
            beside it) or another .json. Where another kind would give other ids, that is an error; what it leaves to \
            its reader is told.
            """)

    @OptionGroup var tokenizer: TokenizerArgument

    @Option(name: .shortAndLong, help: "File to write.")
    var output: String

    func run() throws {
        let model = try tokenizer.load()
        let file = try model.write(to: output)
        for omitted in model.omissions(at: output) {
            FileHandle.standardError.write(Data("quern: \(file.path) does not hold \(omitted)\n".utf8))
        }
        print("\(file.path): \(model.vocabularySize) tokens, \(file.bytes) bytes")
    }
}
