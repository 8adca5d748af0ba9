internal import Dedup
internal import Records

/// Makes the passes of deduplication of whole documents.
struct DocumentDedupe {
    let passes: DocumentPasses
    let run: Run
    /// Name of the method, as reports call it.
    let method: String
    private let indexes: [DuplicateIndex]

    init(_ configuration: DedupeOptions, step: String, in run: Run) throws(DataError) {
        passes = try DocumentPasses(configuration, step: step)
        method = try configuration.method.rawValue
        self.run = run
        var indexes: [DuplicateIndex] = []
        for folder in configuration.against {
            let index = try DuplicateIndex(folder: folder)
            try index.check(passes.options)
            indexes.append(index)
        }
        self.indexes = indexes
        // Before hours of work rather than after them.
        if let folder = configuration.index { _ = try DuplicateIndex(folder: folder, for: passes.options) }
    }

    var step: String { passes.step }
    var options: SearchOptions { passes.options }

    func result(of tasks: [PassTask]) throws(DataError) -> StepResult {
        let signed = try sign(tasks)
        // What this run itself added before it was interrupted is not known from before.
        let name = ContentHash.hexadecimal(of: signed.flatMap(\.files).map(\.hash).joined(separator: " "))
        let known = Known(indexes, besides: name)
        let candidates = try findCandidates(signed, known)
        let sets = try readSets(tasks, candidates)
        let decided = try decide(signed, sets, candidates, known)
        let pass = DuplicatePass(dedupe: self, decisions: decided.files.filter { $0.path.hasSuffix(".decision") })
        let applied = try run.map(
            pass: step + "/apply", configuration: passes.configuration, tasks: pass.tasks(tasks)
        ) { (task) throws(DataError) in try pass.process(task) }
        if let folder = passes.configuration.index { try add(name, to: folder, pass.decisions) }
        var result = StepResult(recordsOf: step, receipts: applied, in: run.workspace)
        if passes.configuration.reportOnly { result.dataset = tasks }
        result.receipt.files += decided.files.filter { $0.path == passes.clusters }
        result.receipt.tallies.merge(decided.tallies) { $1 }
        return result
    }

    /// What indexes hold, as parts of a search and as inputs of a task.
    struct Known {
        var parts: [SignaturePart] = []
        var inputs: [PassTask.Input] = []

        init(_ indexes: [DuplicateIndex], besides name: String) {
            for index in indexes {
                parts += index.parts(besides: name)
                for segment in index.segments where segment.name != name {
                    inputs += segment.files.map { file in
                        PassTask.Input(
                            path: Folder.join(index.folder, file.path), hash: file.hash, range: 0..<file.bytes,
                            source: "index")
                    }
                }
            }
        }
    }

    func path(_ part: Int, _ name: String) -> String {
        run.workspace.absolute(Workspace.work(step, part, name))
    }

    func files(_ part: Int) -> SignatureFiles { SignatureFiles(prefix: path(part, "signatures")) }

    func part(_ part: Int) -> SignaturePart {
        SignaturePart(files: files(part), criteria: options.keep.criteria.count)
    }

    private func sign(_ tasks: [PassTask]) throws(DataError) -> [Receipt] {
        let memory = run.machine.memory / 4 / run.machine.threads
        return try run.map(pass: step + "/sign", configuration: passes.configuration, tasks: tasks) {
            (task) throws(DataError) in
            var writer = try SignatureWriter(files: files(task.index), options: options, memory: memory)
            return try PartReading.look(at: task, step: step, in: run) { (batch) throws(DataError) in
                try writer.append(batch)
            } finish: { () throws(DataError) in
                try writer.finish()
            }
        }
    }
}
