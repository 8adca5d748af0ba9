internal import ArgumentParser
internal import Foundation
internal import Recipes
internal import Records

/// What every command that runs a recipe takes: nothing here changes a result.
struct MachineOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Threads to work with.", valueName: "n"))
    var threads: Int = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: ArgumentHelp("Memory to stay under, e.g. 2G.", valueName: "size"))
    var memory: ByteSize = ByteSize(2 << 30)

    @Option(help: .hidden)
    var batchRecords: Int?

    @Flag(help: "Print the summary as JSON on standard output.")
    var json = false

    @Flag(help: "Show no progress.")
    var quiet = false

    func validate() throws {
        guard threads > 0 else { throw ValidationError("--threads must be at least 1") }
        guard memory.bytes >= 64 << 20 else { throw ValidationError("--memory must be at least 64M") }
        guard batchRecords.map({ $0 > 0 }) ?? true else { throw ValidationError("--batch-records must be at least 1") }
    }

    var machine: Run.Machine {
        var limit = Batch.Limit()
        if let batchRecords { limit.records = batchRecords }
        return Run.Machine(threads: threads, memory: memory.bytes, batch: limit)
    }

    /// Runs the recipe, prints its summary, and says how to go on.
    func run(_ recipe: Recipe) throws {
        let manifest = try Run.run(recipe, machine: machine, progress: Progress(isQuiet: quiet))
        print(json ? try manifest.summaryJSON() : manifest.summary(output: recipe.output))
    }
}

extension ByteSize: ExpressibleByArgument {
    init?(argument: String) { self.init(argument) }
}
