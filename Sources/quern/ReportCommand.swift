internal import ArgumentParser
internal import Recipes

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write report.html again from the manifest of a complete run.")

    @Argument(help: "The output folder of a run.")
    var folder: String

    @Flag(help: "Print the summary as JSON on standard output.")
    var json = false

    func run() throws {
        let manifest = try Manifest.load(folder: folder)
        try manifest.writeReport(folder: folder)
        print(json ? try manifest.summaryJSON() : manifest.summary(output: folder))
    }
}
