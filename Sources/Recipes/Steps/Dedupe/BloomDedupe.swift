internal import Dedup
internal import Records

/// Makes the passes of deduplication by a Bloom filter.
struct BloomDedupe {
    let passes: BloomPasses
    let run: Run
    private var step: String { passes.step }

    func result(of tasks: [PassTask]) throws(DataError) -> StepResult {
        let within = try passes.configuration.within.map { (name) throws(DataError) in try RecordField(name) }
        let hashed = try run.map(pass: step + "/hash", configuration: passes.configuration, tasks: tasks) {
            (task) throws(DataError) in
            var writer = try BloomHashWriter(
                path: path(task.index, "hashes"), options: passes.options, within: within)
            return try PartReading.look(at: task, step: step, in: run) { (batch) throws(DataError) in
                try writer.append(batch)
            } finish: { () throws(DataError) in
                try writer.finish()
            }
        }
        let decided = try decide(hashed.flatMap(\.files), parts: tasks.count)
        let decisions = decided.files.filter { $0.path.hasSuffix(".decision") }
        let applied = try run.map(
            pass: step + "/apply", configuration: passes.configuration,
            tasks: DocumentDedupe.tasks(tasks, with: decisions, in: run)
        ) { (task) throws(DataError) in try apply(task, decisions[task.index]) }
        var result = StepResult(recordsOf: step, receipts: applied, in: run.workspace)
        if passes.configuration.reportOnly { result.dataset = tasks }
        result.receipt.files += decided.files.filter { $0.path == passes.filter }
        return result
    }

    private func path(_ part: Int, _ name: String) -> String {
        run.workspace.absolute(Workspace.work(step, part, name))
    }

    /// One task. Its files are what was decided on each part and the filter.
    private func decide(_ hashes: [Receipt.File], parts: Int) throws(DataError) -> Receipt {
        var inputs = hashes.map { PassTask.input($0, source: step, in: run.workspace) }
        if let filter = passes.options.filter { inputs += try run.inputs([filter], source: "filter") }
        return try run.reduce(pass: step + "/decide", configuration: passes.configuration, inputs: inputs) {
            () throws(DataError) in
            let decision = BloomDecision(
                options: passes.options, within: passes.configuration.within, memory: run.machine.memory)
            let (filter, files) = try decision.run(
                hashes: (0..<parts).map { path($0, "hashes") }, decisions: { path($0, "decision") },
                filter: run.workspace.absolute(passes.filter))
            var receipt = Receipt()
            receipt.files = files
            run.progress.end(
                "\(step): a filter of \(Figures.bytes(filter.bytes)), \(Figures.count(filter.count)) documents; false positives from here on: \(filter.falsePositives)"
            )
            return receipt
        }
    }

    private func apply(_ task: PassTask, _ file: Receipt.File) throws(DataError) -> Receipt {
        let decision = try PartDecision(path: run.workspace.absolute(file.path))
        let records = DocumentDedupe.records(of: task)
        if passes.configuration.reportOnly {
            var receipt = Receipt()
            receipt.tally("duplicates", DedupeMethod.bloom.rawValue, by: decision.removals.count)
            return receipt
        }
        let stage = DuplicateStage(removals: decision.removals, isVerified: false)
        return try RecordPass(step: step, stages: [stage], stageNames: [DedupeMethod.bloom.rawValue], run: run)
            .process(records)
    }
}
