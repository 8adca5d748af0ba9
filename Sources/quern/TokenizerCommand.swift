internal import ArgumentParser

struct TokenizerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokenizer", abstract: "Train a tokenizer, encode and decode.",
        subcommands: [
            TokenizerTrainCommand.self, TokenizerEncodeCommand.self, TokenizerDecodeCommand.self,
            TokenizerConvertCommand.self,
        ])
}
