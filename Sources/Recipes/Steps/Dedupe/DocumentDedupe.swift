internal import Dedup
internal import Records

/// Deduplication of whole documents: sign each, find candidates, read those again if the method compares their sets of
/// shingles, decide, apply.
struct DocumentDedupe {
    let configuration: DedupeOptions
    let options: SearchOptions
    let step: String
    /// Name of the method, as reports call it.
    let method: String

    init(_ configuration: DedupeOptions, step: String) throws(DataError) {
        self.configuration = configuration
        self.step = step
        options = try configuration.searchOptions()
        method = try configuration.method.rawValue
    }

    /// The clusters and who is in them, for people and programs.
    private var clusters: String { "clusters/\(step).jsonl" }

    var passes: [PassDescription] {
        let (from, work) = (configuration.from + "/", "\(Workspace.hidden)/work/\(step)/")
        let (sign, decide) =
            switch options.method {
            case .exact: ("hash each", "keep one of those that are equal")
            case .minhash(let parameters):
                (
                    "shingle each text, \(parameters.bands) bands of \(parameters.rows)",
                    parameters.verifies
                        ? "verify Jaccard ≥ \(parameters.threshold), keep one" : "keep one of those that share a band"
                )
            }
        var passes = [
            PassDescription(name: step + "/sign", kind: .map, reads: [from], writes: [work], does: sign),
            PassDescription(
                name: step + "/candidates", kind: .reduce, reads: [work], writes: [work], does: "find what shares a key"
            ),
        ]
        if options.method.comparesSets {
            passes.append(
                PassDescription(
                    name: step + "/sets", kind: .map, reads: [from, work], writes: [work],
                    does: "shingle candidates again, to compare them"))
        }
        passes.append(
            PassDescription(
                name: step + "/decide", kind: .reduce, reads: [work], writes: [work, clusters], does: decide))
        passes.append(
            PassDescription(
                name: step + "/apply", kind: .map, reads: [from, work],
                writes: configuration.reportOnly ? [] : PassDescription.recordFiles(step),
                does: configuration.reportOnly
                    ? "count each duplicate" : "drop each duplicate, naming the document kept"))
        return passes
    }

    func run(_ tasks: [PassTask], in run: Run) throws(DataError) -> StepResult {
        let signed = try sign(tasks, in: run)
        let candidates = try findCandidates(signed, in: run)
        let sets = try readSets(tasks, candidates, in: run)
        let decided = try decide(signed + sets, candidates, in: run)
        let pass = DuplicatePass(
            dedupe: self, decisions: decided.files.filter { $0.path.hasSuffix(".decision") }, run: run)
        let applied = try run.map(
            pass: step + "/apply", configuration: configuration, tasks: pass.tasks(tasks)
        ) { (task) throws(DataError) in try pass.process(task) }
        var result = StepResult(recordsOf: step, receipts: applied, in: run.workspace)
        if configuration.reportOnly { result.dataset = tasks }
        result.receipt.files += decided.files.filter { $0.path == clusters }
        result.receipt.tallies.merge(decided.tallies) { $1 }
        return result
    }

    private func signatures(_ part: Int, _ run: Run) -> SignatureFiles {
        SignatureFiles(prefix: run.workspace.absolute(Workspace.work(step, part, "signatures")))
    }

    private func parts(_ count: Int, _ run: Run) -> [SignaturePart] {
        (0..<count).map { part in
            SignaturePart(files: signatures(part, run), criteria: options.keep.criteria.count)
        }
    }

    private func sign(_ tasks: [PassTask], in run: Run) throws(DataError) -> [Receipt] {
        try run.map(pass: step + "/sign", configuration: configuration, tasks: tasks) { (task) throws(DataError) in
            var writer = try SignatureWriter(
                files: signatures(task.index, run), options: options,
                memory: run.machine.memory / 4 / run.machine.threads)
            var receipt = try read(task, run) { (batch) throws(DataError) in try writer.append(batch) }
            receipt.files += try writer.finish().map { run.workspace.relative($0) }
            return receipt
        }
    }

    /// Reads the records of a part of which nothing is written: the last pass sets unreadable ones aside.
    func read(
        _ task: PassTask, _ run: Run, _ body: (inout Batch) throws(DataError) -> Void
    ) throws(DataError) -> Receipt {
        var reading = PartReading(step: step, run: run)
        reading.writesQuarantine = false
        return try reading.read(task, body)
    }

    /// One task, whose inputs are the signatures of all parts. Its first file are the pairs, the others say for each part
    /// which documents are to be compared.
    private func findCandidates(_ signed: [Receipt], in run: Run) throws(DataError) -> Receipt {
        let inputs = signed.flatMap(\.files).map { PassTask.input($0, source: step, in: run.workspace) }
        return try reduce("candidates", inputs, in: run) { () throws(DataError) in
            let search = CandidateSearch(
                parts: parts(signed.count, run), known: 0, options: options, memory: run.machine.memory,
                scratch: run.workspace.absolute(Workspace.work(step, 0, "candidates")))
            var receipt = Receipt()
            receipt.files = try search.run(pairs: run.workspace.absolute(Workspace.work(step, 0, "pairs"))) {
                run.workspace.absolute(Workspace.work(step, $0, "wanted"))
            }
            return receipt
        }
    }

    private func readSets(
        _ tasks: [PassTask], _ candidates: Receipt, in run: Run
    ) throws(DataError) -> [Receipt] {
        guard case .minhash(let parameters) = options.method, options.method.comparesSets else { return [] }
        let wanted = Array(candidates.files.dropFirst())
        let inputs = Self.tasks(tasks, with: wanted, in: run)
        return try run.map(pass: step + "/sets", configuration: configuration, tasks: inputs) {
            (task) throws(DataError) in
            let list = wanted[task.index]
            var writer = try SetWriter(
                files: signatures(task.index, run), parameters: parameters, field: options.field,
                wanted: run.workspace.absolute(list.path))
            var receipt = Receipt()
            if list.bytes > 0 {
                receipt = try read(Self.records(of: task), run) { (batch) throws(DataError) in try writer.append(batch)
                }
            }
            receipt.files += try writer.finish().map { run.workspace.relative($0) }
            return receipt
        }
    }

    private func decide(
        _ known: [Receipt], _ candidates: Receipt, in run: Run
    ) throws(DataError) -> Receipt {
        let inputs = (known.flatMap(\.files) + candidates.files.prefix(1)).map {
            PassTask.input($0, source: step, in: run.workspace)
        }
        let count = known.count / (options.method.comparesSets ? 2 : 1)
        return try reduce("decide", inputs, in: run) { () throws(DataError) in
            let decision = DuplicateDecision(
                parts: parts(count, run), known: 0, options: options, memory: run.machine.memory,
                scratch: run.workspace.absolute(Workspace.work(step, 0, "decide")))
            let summary = try decision.run(
                pairs: run.workspace.absolute(Workspace.work(step, 0, "pairs")),
                decisions: { run.workspace.absolute(Workspace.work(step, $0, "decision")) },
                clusters: run.workspace.absolute(clusters))
            var receipt = Receipt()
            receipt.files = summary.files.map { run.workspace.relative($0) }
            for (size, count) in summary.sizes { receipt.tally("clusterSize", String(size), by: count) }
            return receipt
        }
    }

    private func reduce(
        _ pass: String, _ inputs: [PassTask.Input], in run: Run,
        _ body: @escaping @Sendable () throws(DataError) -> Receipt
    ) throws(DataError) -> Receipt {
        let tasks = [PassTask(index: 0, inputs: inputs)]
        let receipts = try run.map(pass: "\(step)/\(pass)", configuration: configuration, tasks: tasks) {
            (_) throws(DataError) in try body()
        }
        return receipts.first ?? Receipt()
    }

    /// Source name of an input that says what is asked of a part; the others hold records.
    private static let list = "list"

    /// Tasks over records, each with a file more of which its result depends.
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
