internal import Records
package import Tokenizers

/// `tokenizer`: BPE learnt from the texts of some steps: byte-level as `STEP/tokenizer.json`, or SentencePiece's as
/// `STEP/tokenizer.model`.
package struct TokenizerOptions: Defaulted {
    package var from: [String] = []
    package var vocabularySize = 32_000
    /// Further vocabularies from the same run, each less than `vocabularySize`, as `STEP/tokenizer-SIZE.json`.
    package var smallerSizes: [Int] = []
    package var minimumFrequency = 0
    package var specialTokens: [String] = []
    /// How text is cut before tokens are learnt: gpt2, cl100k, o200k or qwen2.
    package var pattern = PretokenPattern.gpt2
    /// Given, though it be empty: train a SentencePiece model. The three options above are byte-level BPE's.
    package var sentencePiece: SentencePieceTraining?
    package init() {}
}

extension TokenizerOptions: StepAction {
    static let action = "tokenizer"
    private var file: String { sentencePiece == nil ? "tokenizer.json" : "tokenizer.model" }
    var uses: [String] { from }

    func passes(step: String) -> [PassDescription] {
        let work = "\(Workspace.hidden)/work/\(step)/"
        return [
            PassDescription(
                name: step + "/count", kind: .map, reads: from.map { $0 + "/" }, writes: [work],
                does: "count pre-tokens"),
            PassDescription(
                name: step + "/train", kind: .reduce, reads: [work],
                writes: ([vocabularySize] + smallerSizes).map { path(step, $0) },
                does: "add the counts and learn \(vocabularySize) tokens"),
        ]
    }

    func run(step: String, after earlier: StepResults, in run: Run) throws(DataError) -> StepResult {
        var tasks: [PassTask] = []
        for name in from { tasks += try earlier.tasks(over: name, from: tasks.count) }
        let counted = try run.map(pass: step + "/count", configuration: counting(), tasks: tasks) {
            (task) throws(DataError) in
            let path = Workspace.work(step, task.index, "counts")
            let absolute = run.workspace.absolute(path)
            var receipt: Receipt
            if let sentencePiece {
                var counts = try SentenceCounts(sentencePiece)
                receipt = try PartReading(step: step, run: run).read(task) { (batch) throws(DataError) in
                    for index in 0..<batch.count { counts.add(batch.texts[index]) }
                }
                receipt.files.append(try named(path, counts.writeRun(to: absolute)))
            } else {
                var counts = PretokenCounts(pattern: pattern)
                receipt = try PartReading(step: step, run: run).read(task) { (batch) throws(DataError) in
                    for index in 0..<batch.count { counts.add(batch.texts[index]) }
                }
                receipt.files.append(try named(path, counts.writeRun(to: absolute)))
            }
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
        return try run.map(
            pass: step + "/train", configuration: self, tasks: [PassTask(index: 0, inputs: inputs)]
        ) { (task) throws(DataError) in
            let counts = task.inputs.map(\.path)
            var receipt = Receipt()
            receipt.files =
                if let sentencePiece {
                    try write(sentencePiece.train(sizes: try sizes(), mergingRuns: counts), step, run)
                } else {
                    try byteLevel(TrainingWords(mergingRuns: counts), step, run, &receipt)
                }
            receipt.tally("vocabulary", "tokens", by: vocabularySize)
            return receipt
        }
    }

    /// The vocabulary's size, then the smaller ones in ascending order.
    private func sizes() throws(DataError) -> [Int] {
        guard smallerSizes.allSatisfy({ $0 > 0 && $0 < vocabularySize }) else {
            throw DataError(
                "a size of smallerSizes is not less than the vocabularySize of \(vocabularySize)",
                mend: "name the largest size as vocabularySize")
        }
        return [vocabularySize] + smallerSizes.sorted()
    }

    /// Where the tokenizer of a size goes.
    private func path(_ step: String, _ size: Int) -> String {
        if size == vocabularySize { return "\(step)/\(file)" }
        return "\(step)/" + file.replacing(".", with: "-\(size).")
    }

    private func write(_ models: [[UInt8]], _ step: String, _ run: Run) throws(DataError) -> [Receipt.File] {
        var files: [Receipt.File] = []
        for (model, size) in zip(models, try sizes()) {
            let output = try AtomicFile(path: run.workspace.absolute(path(step, size)))
            try output.write(model)
            let hash = try output.commit()
            files.append(Receipt.File(path: path(step, size), bytes: output.byteCount, hash: hash))
        }
        return files
    }

    private func byteLevel(
        _ words: consuming TrainingWords, _ step: String, _ run: Run, _ receipt: inout Receipt
    ) throws(DataError) -> [Receipt.File] {
        let options = BPETrainer.Options(
            vocabularySize: vocabularySize, minimumFrequency: minimumFrequency, specialTokens: specialTokens)
        let smaller = Array(try sizes().dropFirst())
        let models = try BPETrainer(options, words: words).train(smaller: smaller)
        var files: [Receipt.File] = []
        for (model, size) in zip(models.suffix(1) + models.dropLast(), [vocabularySize] + smaller) {
            let tokenizer = Tokenizer(model: model, pattern: pattern, specialTokens: specialTokens)
            let path = path(step, size)
            files.append(try named(path, tokenizer.write(to: run.workspace.absolute(path))))
        }
        receipt.tally("vocabulary", "merges", by: models.last?.merges.count ?? 0)
        return files
    }

    /// What the counts depend on.
    private func counting() throws(DataError) -> TokenizerOptions {
        var options = TokenizerOptions()
        options.pattern = pattern
        options.sentencePiece = sentencePiece
        guard sentencePiece == nil || specialTokens.isEmpty && minimumFrequency == 0 && pattern == .gpt2 else {
            throw DataError(
                "specialTokens, minimumFrequency and pattern are for byte-level BPE",
                mend: "name special tokens in controlSymbols or userDefinedSymbols of sentencePiece")
        }
        return options
    }

    /// A file by its path in the workspace.
    private func named(_ path: String, _ file: Receipt.File) -> Receipt.File {
        Receipt.File(path: path, bytes: file.bytes, hash: file.hash)
    }
}
