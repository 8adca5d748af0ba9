internal import Dedup
internal import Records

/// Makes the passes of deduplication of pieces of documents.
struct PieceDedupe {
    let passes: PiecePasses
    let run: Run

    /// What is compared, as files.
    private struct Hashed {
        var files: [Receipt.File]
        /// What repeats for sure, by part; empty if nothing is known yet.
        var found: [String] = []
    }

    var step: String { passes.step }
    var options: PieceOptions { passes.options }
    /// For what a thread of a map holds.
    var memory: Int { run.machine.memory / 4 / run.machine.threads }

    func result(of tasks: [PassTask]) throws(DataError) -> StepResult {
        let repeats = try findRepeats(hash(tasks), parts: tasks.count)
        let applied = try run.map(
            pass: step + "/apply", configuration: passes.configuration,
            tasks: DocumentDedupe.tasks(tasks, with: repeats.files, in: run)
        ) { (task) throws(DataError) in try apply(task, repeats.files) }
        var result = StepResult(recordsOf: step, receipts: applied, in: run.workspace)
        if passes.configuration.reportOnly { result.dataset = tasks }
        return result
    }

    func path(_ part: Int, _ name: String) -> String {
        run.workspace.absolute(Workspace.work(step, part, name))
    }

    func files(_ part: Int) -> SignatureFiles { SignatureFiles(prefix: path(part, "pieces")) }

    func parts(_ count: Int) -> [SignaturePart] {
        (0..<count).map { SignaturePart(files: files($0), criteria: options.keep.criteria.count) }
    }

    private func hash(_ tasks: [PassTask]) throws(DataError) -> Hashed {
        switch options.method {
        case .lines(let lines):
            let hashed = try run.map(pass: step + "/hash", configuration: passes.configuration, tasks: tasks) {
                (task) throws(DataError) in
                var writer = try PieceWriter(
                    files: files(task.index), lines: lines, options: options, memory: memory)
                return try PartReading.look(at: task, step: step, in: run) { (batch) throws(DataError) in
                    try writer.append(batch)
                } finish: { () throws(DataError) in
                    try writer.finish()
                }
            }
            return Hashed(files: hashed.flatMap(\.files))
        case .substring(let substring):
            let pass = SubstringPasses(pieces: self, substring: substring)
            return Hashed(files: try pass.files(of: tasks), found: tasks.indices.map { path($0, "found") })
        }
    }

    /// One task. Its files say what repeats in each part.
    private func findRepeats(_ hashed: Hashed, parts count: Int) throws(DataError) -> Receipt {
        try reduce("repeats", hashed.files) { () throws(DataError) in
            let search = RepeatSearch(
                parts: parts(count), options: options, memory: run.machine.memory, scratch: path(0, "search"))
            return try search.run(found: hashed.found) { path($0, "repeats") }
        }
    }

    /// - Parameters:
    ///   - files: what the result depends on.
    ///   - body: returns the files that it wrote.
    func reduce(
        _ pass: String, _ files: [Receipt.File],
        _ body: @escaping @Sendable () throws(DataError) -> [Receipt.File]
    ) throws(DataError) -> Receipt {
        let inputs = files.map { PassTask.input($0, source: step, in: run.workspace) }
        return try run.reduce(pass: "\(step)/\(pass)", configuration: passes.configuration, inputs: inputs) {
            () throws(DataError) in
            var receipt = Receipt()
            receipt.files = try body()
            return receipt
        }
    }

    /// - Parameter files: what repeats, by part.
    private func apply(_ task: PassTask, _ files: [Receipt.File]) throws(DataError) -> Receipt {
        let repeats = try PartRepeats(path: run.workspace.absolute(files[task.index].path))
        let cutter = RepeatCutter(repeats: repeats, method: options.method)
        var removed = RemovedSink(
            folder: run.workspace.root, name: Workspace.removed(step, task.index), cutter: cutter,
            ids: try KeptIDs(parts: parts(files.count)))
        let records = DocumentDedupe.records(of: task)
        var receipt: Receipt
        if passes.configuration.reportOnly {
            receipt = try PartReading.look(at: records, step: step, in: run) { (batch) throws(DataError) in
                try removed.write(batch)
            }
        } else {
            let name = try passes.configuration.method.rawValue
            let pass = RecordPass(step: step, stages: [RepeatStage(cutter)], stageNames: [name], run: run)
            receipt = try pass.process(records) { (batch) throws(DataError) in try removed.write(batch) }
        }
        let file = try removed.finish()
        receipt.tally("repeats", "pieces", by: removed.pieces)
        receipt.tally("repeats", "bytes", by: removed.bytes)
        if let file { receipt.files.append(file) }
        return receipt
    }
}
