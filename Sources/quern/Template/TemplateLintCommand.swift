internal import ArgumentParser
internal import Templating

struct TemplateLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Look for faults in prompt templates, best with rows of their dataset.",
        discussion: "Prints a line a fault: file, rule, template and what is wrong. Exit code 1 if there are any.")

    @OptionGroup var prompts: PromptArguments

    @Option(help: ArgumentHelp("Rows to try templates on.", valueName: "n"))
    var sample: Int = 200

    @Argument(help: "Tables of rows: JSON Lines, CSV.")
    var rows: [String] = []

    func validate() throws {
        guard sample > 0 else { throw ValidationError("--sample must be at least 1") }
    }

    func run() throws {
        let lint = PromptLint(rows: try PromptArguments.rows(rows, sample))
        var count = 0
        for (path, collection) in try prompts.load() {
            for finding in lint.findings(in: collection) {
                print("\(path): \(finding.rule.rawValue): '\(finding.template)': \(finding.message)")
                count += 1
            }
        }
        if count > 0 { throw ExitCode(1) }
    }
}
