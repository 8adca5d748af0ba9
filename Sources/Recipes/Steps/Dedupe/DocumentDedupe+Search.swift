internal import Dedup
internal import Records

extension DocumentDedupe {
    /// One task, whose inputs are the signatures of all parts. Its first file are the pairs, the others say for each part
    /// which documents are to be compared.
    func findCandidates(_ signed: [Receipt], _ known: Known) throws(DataError) -> Receipt {
        try reduce("candidates", signed.flatMap(\.files), known) { () throws(DataError) in
            let search = CandidateSearch(
                parts: known.parts + signed.indices.map(part), known: known.parts.count, options: options,
                memory: run.machine.memory, scratch: path(0, "candidates"))
            var receipt = Receipt()
            receipt.files = try search.run(pairs: path(0, "pairs")) { path($0, "wanted") }
            return receipt
        }
    }

    func readSets(_ tasks: [PassTask], _ candidates: Receipt) throws(DataError) -> [Receipt] {
        guard passes.needsSets, let shingle = options.method.shingle else { return [] }
        let lists = passes.configuration.index == nil ? Array(candidates.files.dropFirst()) : nil
        let inputs = lists.map { Self.tasks(tasks, with: $0, in: run) } ?? tasks
        return try run.map(pass: step + "/sets", configuration: passes.configuration, tasks: inputs) {
            (task) throws(DataError) in
            let list = lists?[task.index]
            var writer = try SetWriter(
                files: files(task.index), shingle: shingle, field: options.field,
                wanted: list.map { run.workspace.absolute($0.path) })
            var receipt = Receipt()
            if list?.bytes != 0 {
                receipt = try PartReading.look(at: Self.records(of: task), step: step, in: run) {
                    (batch) throws(DataError) in try writer.append(batch)
                }
            }
            receipt.files += try writer.finish().map { run.workspace.relative($0) }
            return receipt
        }
    }

    /// One task. Its files are the clusters and what was decided on each part.
    func decide(_ signed: [Receipt], _ sets: [Receipt], _ candidates: Receipt, _ known: Known) throws(DataError)
        -> Receipt
    {
        let files = (signed + sets).flatMap(\.files) + candidates.files.prefix(1)
        return try reduce("decide", files, known) { () throws(DataError) in
            let decision = DuplicateDecision(
                parts: known.parts + signed.indices.map(part), known: known.parts.count, options: options,
                memory: run.machine.memory, scratch: path(0, "decide"))
            let summary = try decision.run(
                pairs: path(0, "pairs"), decisions: { path($0, "decision") },
                clusters: run.workspace.absolute(passes.clusters))
            var receipt = Receipt()
            receipt.files = summary.files
            for (size, count) in summary.sizes { receipt.tally("clusterSize", String(size), by: count) }
            return receipt
        }
    }

    private func reduce(
        _ pass: String, _ files: [Receipt.File], _ known: Known,
        _ body: @escaping @Sendable () throws(DataError) -> Receipt
    ) throws(DataError) -> Receipt {
        let inputs = files.map { PassTask.input($0, source: step, in: run.workspace) } + known.inputs
        return try run.reduce(pass: "\(step)/\(pass)", configuration: passes.configuration, inputs: inputs, body)
    }

    /// Adds the documents that stay to an index, under a name by which the same run would find them there.
    func add(_ name: String, to folder: String, _ decisions: [Receipt.File]) throws(DataError) {
        var index = try DuplicateIndex(folder: folder, for: options)
        try index.add(name) { (files) throws(DataError) in
            var writer = try SegmentWriter(
                files: files, hasSets: options.method.shingle != nil, scratch: path(0, "segment"))
            for (number, decision) in decisions.enumerated() {
                let removals = try PartDecision(path: run.workspace.absolute(decision.path)).removals
                try writer.append(part(number), without: removals.map(\.ordinal))
            }
            return try writer.finish(memory: run.machine.memory / 4)
        }
    }

    /// Source name of an input that says what is asked of a part; the others hold records.
    private static let list = "list"

    /// Tasks over records, each with a file more on which its result depends.
    static func tasks(_ tasks: [PassTask], with files: [Receipt.File], in run: Run) -> [PassTask] {
        zip(tasks, files).map { task, file in
            var task = task
            task.inputs.append(PassTask.input(file, source: list, in: run.workspace))
            return task
        }
    }

    /// The records of such a task.
    static func records(of task: PassTask) -> PassTask {
        var task = task
        task.inputs.removeAll { $0.source == list }
        return task
    }
}
