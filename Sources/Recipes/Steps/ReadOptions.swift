internal import Formats
internal import Records

/// `read`: documents of any format in; cleaned records out. Without stages nothing is copied: later steps read the
/// files themselves.
package struct ReadOptions: Defaulted {
    package var sources: [InputOptions] = []
    package var stages: [StageOptions] = []
    package init() {}
}

extension ReadOptions: StepAction {
    static let action = "read"
    var uses: [String] { [] }

    func passes(step: String) -> [PassDescription] {
        guard !stages.isEmpty else { return [] }
        return [
            PassDescription(
                name: step + "/records", kind: .map, reads: sources.flatMap(\.paths),
                writes: PassDescription.recordFiles(step),
                does: (["read"] + stages.map(\.name)).joined(separator: " → "))
        ]
    }

    func run(step: String, after earlier: StepResults, in run: Run) throws(DataError) -> StepResult {
        guard !sources.isEmpty else { throw DataError("the step '\(step)' reads nothing", mend: "give it sources") }
        let tasks = try tasks(of: run)
        var result: StepResult
        if stages.isEmpty {
            result = StepResult(receipts: [])
            result.dataset = tasks
        } else {
            var made: [any Stage] = []
            for stage in stages { made.append(try stage.make()) }
            let pass = RecordPass(step: step, stages: made, stageNames: stages.map(\.name), run: run)
            let receipts = try run.map(pass: step + "/records", configuration: stages, tasks: tasks) {
                (task) throws(DataError) in try pass.process(task)
            }
            result = StepResult(recordsOf: step, receipts: receipts, in: run.workspace)
        }
        result.inputs = tasks.flatMap(\.inputs).filter { $0.range.lowerBound == 0 }.map(Manifest.Input.init)
        return result
    }

    /// The parts of all sources, each with the options of its reader.
    private func tasks(of run: Run) throws(DataError) -> [PassTask] {
        var tasks: [PassTask] = []
        for input in sources {
            let files = try InputFiles.expand(input.paths, input.reading).files
            let hashes = try run.hashes(of: files.map(\.path))
            let hashByPath = Dictionary(zip(files.map(\.path), hashes), uniquingKeysWith: { first, _ in first })
            let target = input.reading.align ? .max / 2 : run.recipe.partSize.bytes
            for part in Part.divide(files, target: target) {
                let inputs = part.pieces.map { piece in
                    PassTask.Input(
                        path: piece.file, hash: hashByPath[piece.file] ?? "", range: piece.range, source: input.name)
                }
                tasks.append(PassTask(index: tasks.count, inputs: inputs, reader: input.reading))
            }
        }
        return tasks
    }
}
