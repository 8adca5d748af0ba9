internal import ArgumentParser
internal import Records
internal import Templating

struct TemplatePreviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Write an HTML page of prompt templates applied to some rows, what rows gave in colour.")

    @OptionGroup var prompts: PromptArguments

    @Option(help: ArgumentHelp("Rows to show for each template.", valueName: "n"))
    var sample: Int = 3

    @Option(help: "Key of the random draws of templates.")
    var seed: UInt64 = 0

    @Argument(help: "Tables of rows: JSON Lines, CSV.")
    var rows: [String]

    @Option(name: .shortAndLong, help: "File to write; standard output if not given.")
    var output: String?

    func run() throws {
        let rows = try PromptArguments.rows(rows, sample)
        var page = PromptPreview()
        for (_, collection) in try prompts.load() { page.add(collection, rows, seed: seed) }
        let output = try ByteOutput(path: output)
        try output.write(page.html)
        try output.finish()
    }
}
