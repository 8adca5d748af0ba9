internal import ArgumentParser

struct LMCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lm", abstract: "Train n-gram language models and score text with them.",
        subcommands: [LMTrainCommand.self, LMScoreCommand.self, LMConvertCommand.self])
}
