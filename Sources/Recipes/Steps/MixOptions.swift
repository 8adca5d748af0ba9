internal import Formats
internal import Records

/// `mix`: records of several steps, each for so many epochs, in one global random order.
///
/// Two passes, so that memory follows the part and not the corpus: every record of an upstream part gets a random key
/// and goes, in key order, into a run; then each range of keys is gathered from all runs, sorted and written.
package struct MixOptions: Codable, Sendable {
    /// One ingredient. Half an epoch takes each record with probability a half; 2.5 epochs take it two or three times.
    package struct Ingredient: Codable, Sendable {
        package var step: String
        package var epochs: Double
    }

    package var from: [Ingredient]
}

extension MixOptions: StepAction {
    static let action = "mix"
    var uses: [String] { from.map(\.step) }

    func passes(step: String) -> [PassDescription] {
        [
            PassDescription(
                name: step + "/draw", kind: .map, reads: from.map { $0.step + "/" },
                writes: ["\(Workspace.hidden)/work/\(step)/"], does: "draw each record's copies and random keys"),
            PassDescription(
                name: step + "/gather", kind: .map, reads: ["\(Workspace.hidden)/work/\(step)/"], writes: [step + "/"],
                does: "sort each range of keys"),
        ]
    }

    func run(step: String, after earlier: StepResults, in run: Run) throws(DataError) -> StepResult {
        guard from.allSatisfy({ $0.epochs >= 0 && $0.epochs <= 1000 }) else {
            throw DataError("the step '\(step)' has epochs outside 0 to 1000")
        }
        var tasks: [PassTask] = []
        var epochs: [Double] = []
        for ingredient in from {
            let parts = try earlier.tasks(over: ingredient.step, from: tasks.count)
            tasks += parts
            epochs += parts.map { _ in ingredient.epochs }
        }
        let bytes = zip(tasks, epochs).reduce(0.0) { $0 + Double($1.0.bytes) * $1.1 }
        let ranges = max(1, Int((bytes / Double(max(1, run.recipe.partSize.bytes))).rounded(.up)))
        let settings = DrawSettings(seed: run.recipe.seed, ranges: ranges, epochs: epochs)
        let drawn = try run.map(pass: step + "/draw", configuration: settings, tasks: tasks) {
            (task) throws(DataError) in
            try ShuffleDraw(step: step, epochs: settings.epochs[task.index], ranges: ranges, run: run).process(task)
        }
        return try gather(step: step, drawn: drawn, ranges: ranges, in: run)
    }

    private struct DrawSettings: Encodable {
        var seed: UInt64
        /// As many as parts of the upstream files' size on disk.
        var ranges: Int
        var epochs: [Double]
    }

    private func gather(step: String, drawn: [Receipt], ranges: Int, in run: Run) throws(DataError) -> StepResult {
        let runs = drawn.flatMap(\.files).filter { $0.path.hasSuffix("." + ShuffleRun.suffix) }
        let inputs = runs.map { PassTask.input($0, source: step, in: run.workspace) }
        let tasks = (0..<ranges).map { PassTask(index: $0, inputs: inputs) }
        let gathered = try run.map(pass: step + "/gather", configuration: ["ranges": ranges], tasks: tasks) {
            (task) throws(DataError) in
            try ShuffleGather(step: step, ranges: ranges, run: run).process(task)
        }
        var result = StepResult(recordsOf: step, receipts: gathered, in: run.workspace)
        let files = result.receipt.files
        result.receipt = StepResult(receipts: drawn).receipt  // the balance: what was taken, repeated and left out
        result.receipt.files += files
        return result
    }
}
