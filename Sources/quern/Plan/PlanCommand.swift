internal import ArgumentParser
internal import Foundation
internal import Recipes
internal import Shards

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract:
            "How big a model, and how many tokens, an amount of compute is best spent on (Chinchilla's three ways).",
        discussion: """
            Give one of --flops, --params and --tokens. With --source, how often each source would have to be gone \
            through: by its weight if every source has one, else by its size.
            """)

    @Option(help: ArgumentHelp("Floating-point operations of the training, such as 5.76e23.", valueName: "n"))
    var flops: Magnitude?

    @Option(help: ArgumentHelp("Parameters of the model, such as 70B.", valueName: "n"))
    var params: Magnitude?

    @Option(help: ArgumentHelp("Tokens to train on, such as 1.4T.", valueName: "n"))
    var tokens: Magnitude?

    @Option(
        help: ArgumentHelp(
            "A source on hand: name, tokens and weight; may be repeated.", valueName: "name=tokens:weight"))
    var source: [TokenSource] = []

    func validate() throws {
        guard [flops, params, tokens].count(where: { $0 != nil }) == 1 else {
            throw ValidationError("give one of --flops, --params and --tokens")
        }
        guard Set(source.map { $0.weight == nil }).count < 2 else {
            throw ValidationError("give every --source a weight, or none")
        }
    }

    func run() {
        let optima = ComputeOptimum.Approach.allCases.map(optimum)
        var rows = [["approach", "flops", "parameters", "tokens", "tokens/parameter", "loss"]]
        for (name, optimum) in zip(["training curves", "fixed compute", "law of the loss"], optima) {
            let loss = ScalingLaw.chinchilla.loss(parameters: optimum.parameters, tokens: optimum.tokens)
            rows.append([
                name, String(format: "%.2e", optimum.operations), Magnitude.text(optimum.parameters),
                Magnitude.text(optimum.tokens), String(format: "%.1f", optimum.tokens / optimum.parameters),
                String(format: "%.3f", loss),
            ])
        }
        print(TextTable(rows: rows).text, terminator: "")
        if !source.isEmpty { print("\n" + epochs(optima), terminator: "") }
    }

    private func optimum(_ approach: ComputeOptimum.Approach) -> ComputeOptimum {
        if let flops { return ComputeOptimum(operations: flops.value, approach: approach) }
        if let params { return ComputeOptimum(parameters: params.value, approach: approach) }
        return ComputeOptimum(tokens: tokens?.value ?? 1, approach: approach)
    }

    private func epochs(_ optima: [ComputeOptimum]) -> String {
        let total = source.reduce(0) { $0 + ($1.weight ?? $1.tokens) }
        var rows = [["source", "tokens", "share"] + optima.indices.map { "epochs, approach \($0 + 1)" } + [""]]
        for source in source {
            let share = (source.weight ?? source.tokens) / total
            let epochs = optima.map { $0.tokens * share / source.tokens }
            let bar = String(repeating: "█", count: min(40, Int((4 * (epochs.max() ?? 0)).rounded())))
            rows.append(
                [source.name, Magnitude.text(source.tokens), String(format: "%.1f %%", 100 * share)]
                    + epochs.map { String(format: "%.2f", $0) } + [bar])
        }
        return TextTable(rows: rows).text
    }
}
