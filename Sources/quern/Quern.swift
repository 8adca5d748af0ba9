internal import ArgumentParser
internal import Foundation
internal import Recipes
internal import Records

@main
struct Quern: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quern",
        abstract:
            "Makes training data for language models: trains tokenizers, builds instruction datasets, dedupes corpora.",
        version: Version.current,
        subcommands: [
            RunCommand.self, ConvertCommand.self, FilterCommand.self, DedupeCommand.self, TokenizerCommand.self,
            TemplateCommand.self, LMCommand.self, ShardCommand.self, PlanCommand.self, ReportCommand.self,
            DoctorCommand.self,
        ])

    /// Runs the command; a fault of data or machine is one line on standard error and exit code 1.
    static func main() {
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let error as DataError {
            FileHandle.standardError.write(Data(("quern: " + error.description + "\n").utf8))
            Foundation.exit(1)
        } catch {
            exit(withError: error)
        }
    }
}
