internal import ArgumentParser
internal import Recipes

struct TemplateRenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", abstract: "Apply promptsource templates to the rows of tables.",
        discussion: "Writes {\"id\", \"source\", \"prompt\", \"completion\", \"template\"} records into a folder.")

    @Option(help: ArgumentHelp("A promptsource template file.", valueName: "file.yaml"))
    var templates: String

    @OptionGroup var selection: PromptSelectionArguments

    @Flag(help: "Hide ||| as promptsource does: in a row's own strings, not in nested ones.")
    var promptsource = false

    @Flag(help: "Cut what templates print after 2048 characters, as P3 was made.")
    var truncate = false

    @Option(help: "Key of the random draws of templates.")
    var seed: UInt64 = 0

    @Argument(help: "Tables of rows: JSON Lines, CSV.")
    var rows: [String]

    @Option(name: .shortAndLong, help: "Folder to write.")
    var output: String

    @OptionGroup var machine: MachineOptions

    func run() throws {
        var step = Step(name: "prompts")
        step.prompts = PromptsOptions(
            tasks: rows.enumerated().map { index, table in
                var task = PromptsOptions.TaskOptions()
                task.name = rows.count == 1 ? "rows" : "rows-\(index)"
                task.table = table
                task.templates = templates
                task.template = selection.name ?? ""
                task.select = selection.selection
                task.promptsource = promptsource
                task.truncate = truncate
                return task
            })
        var recipe = Recipe(name: "template render", output: output, steps: [step])
        recipe.seed = seed
        try machine.run(recipe)
    }
}
