internal import ArgumentParser
internal import Dedup
internal import Recipes

struct DedupeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dedupe", abstract: "Remove duplicate documents and say for each which one was kept.")

    @OptionGroup var input: InputArguments

    @Option(help: "exact (equal but for case and white space) or minhash (similar, verified).")
    var method: DedupeMethod = .minhash

    @OptionGroup var minhash: MinHashArguments

    @Option(name: .shortAndLong, help: "Folder to write.")
    var output: String

    @OptionGroup var machine: MachineOptions

    func run() throws {
        var read = Step(name: "read")
        read.read = ReadOptions()
        read.read?.sources = [try input.options()]
        var distinct = Step(name: "distinct")
        distinct.dedupe = DedupeOptions()
        distinct.dedupe?.from = read.name
        switch method {
        case .exact: distinct.dedupe?.exact = ExactOptions()
        case .minhash: distinct.dedupe?.minhash = minhash.options
        }
        try machine.run(Recipe(name: "dedupe", output: output, steps: [read, distinct]))
    }
}

extension DedupeMethod: ExpressibleByArgument {}
