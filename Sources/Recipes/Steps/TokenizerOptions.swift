internal import Records
package import Tokenizers

/// `tokenizer`: byte-level BPE learnt from the texts of some steps, as `STEP/tokenizer.json`.
package struct TokenizerOptions: Defaulted {
    package var from: [String] = []
    package var vocabularySize = 32_000
    package var minimumFrequency = 0
    package var specialTokens: [String] = []
    /// How text is cut before tokens are learnt: gpt2, cl100k, o200k or qwen2.
    package var pattern = PretokenPattern.gpt2
    package init() {}
}

extension TokenizerOptions: StepAction {
    static let action = "tokenizer"
    static let file = "tokenizer.json"
    var uses: [String] { from }

    func passes(step: String) -> [PassDescription] {
        let work = "\(Workspace.hidden)/work/\(step)/"
        return [
            PassDescription(
                name: step + "/count", kind: .map, reads: from.map { $0 + "/" }, writes: [work],
                does: "count pre-tokens"),
            PassDescription(
                name: step + "/train", kind: .reduce, reads: [work], writes: ["\(step)/\(Self.file)"],
                does: "add the counts and learn \(vocabularySize) tokens"),
        ]
    }

    func run(step: String, after earlier: StepResults, in run: Run) throws(DataError) -> StepResult {
        var tasks: [PassTask] = []
        for name in from { tasks += try earlier.tasks(over: name, from: tasks.count) }
        let counted = try run.map(
            pass: step + "/count", configuration: ["pattern": pattern.rawValue], tasks: tasks
        ) {
            (task) throws(DataError) in
            var counts = PretokenCounts(pattern: pattern)
            var receipt = try PartReading(step: step, run: run).read(task) { (batch) throws(DataError) in
                for index in 0..<batch.count { counts.add(batch.texts[index]) }
            }
            let path = Workspace.work(step, task.index, "counts")
            receipt.files.append(try named(path, counts.writeRun(to: run.workspace.absolute(path))))
            return receipt
        }
        let trained = try train(step: step, counted: counted, in: run)
        var result = StepResult(receipts: trained)
        result.tokenizer = result.receipt.files.first
        return result
    }

    private func train(step: String, counted: [Receipt], in run: Run) throws(DataError) -> [Receipt] {
        let inputs = counted.flatMap(\.files).filter { $0.path.hasSuffix(".counts") }
            .map { PassTask.input($0, source: step, in: run.workspace) }
        let options = BPETrainer.Options(
            vocabularySize: vocabularySize, minimumFrequency: minimumFrequency, specialTokens: specialTokens)
        return try run.map(
            pass: step + "/train", configuration: self, tasks: [PassTask(index: 0, inputs: inputs)]
        ) { (task) throws(DataError) in
            let words = try TrainingWords(mergingRuns: task.inputs.map(\.path))
            let model = try BPETrainer(options, words: words).train()
            let tokenizer = Tokenizer(model: model, pattern: pattern, specialTokens: specialTokens)
            let path = "\(step)/\(Self.file)"
            var receipt = Receipt()
            receipt.files = [try named(path, tokenizer.write(to: run.workspace.absolute(path)))]
            receipt.tally("vocabulary", "tokens", by: model.vocabulary.count)
            receipt.tally("vocabulary", "merges", by: model.merges.count)
            return receipt
        }
    }

    /// A file by its path in the workspace.
    private func named(_ path: String, _ file: Receipt.File) -> Receipt.File {
        Receipt.File(path: path, bytes: file.bytes, hash: file.hash)
    }
}
