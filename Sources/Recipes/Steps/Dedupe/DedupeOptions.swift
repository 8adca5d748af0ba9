package import Dedup
internal import Formats
internal import Records

/// `dedupe`: of records that say the same, the first is kept. Exactly one method is there, with its options.
package struct DedupeOptions: Defaulted {
    package var from = ""
    package var exact: ExactOptions?
    package var minhash: MinHashOptions?
    package init() {}
}

extension DedupeOptions: StepAction {
    static let action = "dedupe"
    var uses: [String] { [from] }

    func passes(step: String) throws(DataError) -> [PassDescription] {
        let work = "\(Workspace.hidden)/work/\(step)/"
        let (sign, search) =
            switch try signatures {
            case .exact: ("hash each text", "find equal texts")
            case .minhash(let options):
                (
                    "shingle each text, \(options.bands) bands of \(options.rows)",
                    "find candidates, verify Jaccard ≥ \(options.threshold)"
                )
            }
        return [
            PassDescription(name: step + "/sign", kind: .map, reads: [from + "/"], writes: [work], does: sign),
            PassDescription(
                name: step + "/search", kind: .reduce, reads: [work], writes: [work],
                does: search),
            PassDescription(
                name: step + "/apply", kind: .map, reads: [from + "/", work], writes: PassDescription.recordFiles(step),
                does: "drop each duplicate, naming the document kept"),
        ]
    }

    /// What is written of each document.
    private var signatures: SignatureWriter.Method {
        get throws(DataError) {
            switch try method {
            case .exact: .exact
            case .minhash: .minhash(minhash ?? MinHashOptions())
            }
        }
    }

    func run(step: String, after earlier: StepResults, in run: Run) throws(DataError) -> StepResult {
        let tasks = try earlier.tasks(over: from)
        let method = try signatures
        let signed = try run.map(pass: step + "/sign", configuration: self, tasks: tasks) { (task) throws(DataError) in
            let prefix = run.workspace.absolute(Workspace.work(step, task.index, "signatures"))
            var writer = try SignatureWriter(part: task.index, paths: .init(prefix: prefix), method: method)
            var reading = PartReading(step: step, run: run)
            reading.writesQuarantine = false
            var receipt = try reading.read(task) { (batch) throws(DataError) in try writer.append(batch) }
            receipt.files += try writer.finish().map { run.workspace.relative($0) }
            return receipt
        }
        let found = try search(step: step, signed: signed, in: run)
        let pass = DuplicatePass(step: step, rule: try self.method.rawValue, removals: found.files, run: run)
        let inputs = zip(tasks, found.files).map { task, removals in
            var task = task
            task.inputs.append(PassTask.input(removals, source: DuplicatePass.removals, in: run.workspace))
            return task
        }
        let applied = try run.map(pass: step + "/apply", configuration: self, tasks: inputs) {
            (task) throws(DataError) in
            try pass.process(task)
        }
        var result = StepResult(recordsOf: step, receipts: applied, in: run.workspace)
        result.receipt.tallies["clusterSize"] = found.tallies["clusterSize"]
        return result
    }

    /// The reduce: one task whose inputs are the signatures of all parts.
    private func search(step: String, signed: [Receipt], in run: Run) throws(DataError) -> Receipt {
        let inputs = signed.flatMap(\.files).map { PassTask.input($0, source: step, in: run.workspace) }
        let method = try signatures
        let parts = signed.indices.map { part in
            SignatureWriter.Paths(prefix: run.workspace.absolute(Workspace.work(step, part, "signatures")))
        }
        let receipts = try run.map(
            pass: step + "/search", configuration: self, tasks: [PassTask(index: 0, inputs: inputs)]
        ) { (_) throws(DataError) in
            let search = DuplicateSearch(
                parts: parts, method: method, memory: run.machine.memory,
                scratch: run.workspace.absolute(Workspace.work(step, 0, "search")))
            let summary = try search.run { run.workspace.absolute(Workspace.work(step, $0, "removals")) }
            var receipt = Receipt()
            receipt.files = summary.files.map { run.workspace.relative($0) }
            for (size, count) in summary.clusterSizes { receipt.tally("clusterSize", String(size), by: count) }
            return receipt
        }
        return receipts.first ?? Receipt()
    }
}
