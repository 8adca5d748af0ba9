internal import ArgumentParser

struct TokenizerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokenizer", abstract: "Train, use, convert and edit tokenizers.",
        subcommands: [
            TokenizerTrainCommand.self, TokenizerEncodeCommand.self, TokenizerDecodeCommand.self,
            TokenizerConvertCommand.self, TokenizerExtendCommand.self, TokenizerPruneCommand.self,
            TokenizerMergeCommand.self, TokenizerInspectCommand.self, TokenizerCompareCommand.self,
        ])
}
