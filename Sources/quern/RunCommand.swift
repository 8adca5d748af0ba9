internal import ArgumentParser
internal import Recipes
internal import Records

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a recipe: from raw documents to tokenizer, instruction data and shards.",
        discussion: """
            A run that was interrupted goes on where it stopped; a changed recipe redoes what it must and nothing else.
            Everything is written below the recipe's output folder, and manifest.json, written last, accounts for it.
            """)

    @Argument(help: "The recipe, a YAML file.")
    var recipe: String

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp(
            "Override a value of the recipe, e.g. steps.tokenizer.tokenizer.vocabularySize=4096.",
            valueName: "key=value"))
    var overrides: [String] = []

    @Option(
        name: .customLong("bad-rows"),
        help: ArgumentHelp(
            "'fail' to stop at the first unreadable record, or the share of a part to tolerate, e.g. 5%.",
            valueName: "policy"))
    var badRows: String?

    @Flag(help: "Print the passes with what they read and write, and stop.")
    var plan = false

    @OptionGroup var machine: MachineOptions

    func run() throws {
        var settings = overrides
        if let badRows { settings.append("badRows=\(badRows)") }
        let recipe = try Recipe.load(path: recipe, overrides: settings)
        if plan {
            print(machine.json ? try recipe.planJSON() : try recipe.plan())
        } else {
            try machine.run(recipe)
        }
    }
}
