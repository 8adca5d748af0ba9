package import Dedup
internal import Formats
internal import Records

/// `dedupe`: of records that say the same, the first is kept.
package struct DedupeOptions: Defaulted {
    package enum Method: String, Codable, Sendable, CaseIterable {
        /// Equal texts, but for case and white space.
        case exact
        /// Jaccard similarity of shingle sets at or above the threshold, found by MinHash and verified.
        case minhash
    }

    package var from = ""
    package var method = Method.exact
    package var minhash = MinHashParameters()

    private enum CodingKeys: String, CodingKey { case from, method }

    package init() {}

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        from = try container.decode(String.self, forKey: .from)
        method = try container.decode(Method.self, forKey: .method)
        minhash = try MinHashParameters(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(from, forKey: .from)
        try container.encode(method, forKey: .method)
        try minhash.encode(to: encoder)
    }
}

extension DedupeOptions: StepAction {
    static let action = "dedupe"
    var uses: [String] { [from] }

    func passes(step: String) -> [PassDescription] {
        let work = "\(Workspace.hidden)/work/\(step)/"
        let does = method == .exact ? "hash each text" : "shingle each text, \(minhash.bands) bands of \(minhash.rows)"
        return [
            PassDescription(name: step + "/sign", kind: .map, reads: [from + "/"], writes: [work], does: does),
            PassDescription(
                name: step + "/search", kind: .reduce, reads: [work], writes: [work],
                does: method == .exact ? "find equal texts" : "find candidates, verify Jaccard ≥ \(minhash.threshold)"),
            PassDescription(
                name: step + "/apply", kind: .map, reads: [from + "/", work], writes: PassDescription.recordFiles(step),
                does: "drop each duplicate, naming the document kept"),
        ]
    }

    private var signatures: SignatureWriter.Method { method == .exact ? .exact : .minhash(minhash) }

    func run(step: String, after earlier: StepResults, in run: Run) throws(DataError) -> StepResult {
        let tasks = try earlier.tasks(over: from)
        let method = signatures
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
        let pass = DuplicatePass(step: step, rule: self.method.rawValue, removals: found.files, run: run)
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
        let method = signatures
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
