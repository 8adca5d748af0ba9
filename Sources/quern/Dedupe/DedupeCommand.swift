internal import ArgumentParser

struct DedupeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dedupe", abstract: "Remove duplicate documents and say for each which one was kept.",
        subcommands: [DedupeRunCommand.self, DedupeInspectCommand.self, DedupeIndexCommand.self],
        defaultSubcommand: DedupeRunCommand.self)
}
