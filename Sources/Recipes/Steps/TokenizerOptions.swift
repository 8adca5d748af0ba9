internal import Foundation
internal import Records
internal import Tokenizers

/// `tokenizer`: byte-level BPE learnt from the texts of some steps, as `STEP/tokenizer.json`.
package struct TokenizerOptions: Defaulted {
    package var from: [String] = []
    package var vocabularySize = 32_000
    package var minimumFrequency = 0
    package var specialTokens: [String] = []
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
        let counted = try run.map(pass: step + "/count", configuration: ["pattern": "gpt2"], tasks: tasks) {
            (task) throws(DataError) in
            var counts = PretokenCounts()
            var receipt = try PartReading(step: step, run: run).read(task) { (batch) throws(DataError) in
                for index in 0..<batch.count { try counts.add(batch.texts[index]) }
            }
            let path = Workspace.work(step, task.index, "counts")
            receipt.files.append(try commit(counts.write(to: run.workspace.absolute(path)), as: path))
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
            var counts = PretokenCounts()
            for input in task.inputs {
                guard let data = FileManager.default.contents(atPath: input.path) else {
                    throw DataError("cannot read the counts", file: input.path, mend: "run the same command again")
                }
                try counts.merge([UInt8](data), file: input.path)
            }
            let model = try BPETrainer(options, words: counts).train()
            let special = specialTokens.indices.map { Int32($0) }
            let path = "\(step)/\(Self.file)"
            let file = try AtomicFile(path: run.workspace.absolute(path))
            try file.write(TokenizerJSON.write(Tokenizer(model: model, specialIDs: special)))
            var receipt = Receipt()
            receipt.files = [try commit(file, as: path)]
            receipt.tally("vocabulary", "tokens", by: model.vocabulary.count)
            receipt.tally("vocabulary", "merges", by: model.merges.count)
            return receipt
        }
    }

    private func commit(_ file: AtomicFile, as path: String) throws(DataError) -> Receipt.File {
        let hash = try file.commit()
        return Receipt.File(path: path, bytes: file.byteCount, hash: hash)
    }
}
