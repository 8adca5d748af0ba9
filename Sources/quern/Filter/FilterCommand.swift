internal import ArgumentParser
internal import Filters
internal import Recipes
internal import Records

struct FilterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filter",
        abstract: "Judge documents by rules, take out personal data, and keep what is asked for.",
        discussion: """
            Rules come first, in the order given, then personal data, then the condition. The output folder gets what is kept,
            what was dropped with the rule and the score, and a report; a recipe's stage 'rules' takes other limits and rules of
            one's own.
            """)

    @OptionGroup var input: InputArguments

    @Option(
        help: ArgumentHelp("Rule sets by commas: \(RuleSet.names.joined(separator: ", ")).", valueName: "names"))
    var rules: String?

    @Option(
        help: ArgumentHelp(
            "Drop nothing by rules, but add their figures to each record as a member of this name.", valueName: "member"
        ))
    var annotate: String?

    @Option(
        help: ArgumentHelp(
            "Take personal data out: tag, mask, replace by something made up, or drop.", valueName: "action"))
    var personalData: PersonalDataStage.Action?

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "Keep records for which it holds: language == \"de\" && quality.gopherQuality.words > 100.",
            valueName: "condition"))
    var condition: String?

    @Option(help: ArgumentHelp("Key of what --personal-data replace makes up.", valueName: "n"))
    var seed: UInt64 = 0

    @Option(name: .shortAndLong, help: "Folder to write.")
    var output: String

    @OptionGroup var machine: MachineOptions

    func validate() throws {
        guard rules != nil || personalData != nil || condition != nil else {
            throw ValidationError("nothing to filter by: give --rules, --personal-data or --where")
        }
        guard annotate == nil || rules != nil else { throw ValidationError("--annotate says what --rules measure") }
    }

    func run() throws {
        var read = Step(name: "filter")
        read.read = ReadOptions()
        read.read?.sources = [try input.options()]
        read.read?.stages = try stages()
        try machine.run(Recipe(name: "filter", output: output, steps: [read]))
    }

    private func stages() throws -> [StageOptions] {
        var stages: [StageOptions] = []
        if let rules {
            var stage = RuleStage()
            stage.sets = try rules.split(separator: ",").flatMap { try RuleSet.named(String($0)) }
            stage.annotate = annotate
            stages.append(StageOptions(rules: stage))
        }
        if let personalData {
            var stage = PersonalDataStage()
            stage.action = personalData
            stage.seed = seed
            stages.append(StageOptions(personalData: stage))
        }
        if let condition { stages.append(StageOptions(where: try ConditionStage(condition))) }
        return stages
    }
}

extension PersonalDataStage.Action: ExpressibleByArgument {}
