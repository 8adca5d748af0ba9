internal import Glibc
internal import Records
internal import Tokenizers

/// The last pass of `tokenizer`: adds up the counts of all parts, and learns.
struct TokenizerPass {
    let step: String
    let options: TokenizerOptions
    let run: Run

    func receipts(_ counted: [Receipt]) throws(DataError) -> [Receipt] {
        let inputs = counted.flatMap(\.files).filter { $0.path.hasSuffix(WordCountPass.suffix) }
            .map { PassTask.input($0, source: step, in: run.workspace) }
        var bytes: [String: Int] = [:]
        for receipt in counted { bytes.merge(receipt.tallies["languageBytes"] ?? [:], uniquingKeysWith: +) }
        let languages = bytes
        return try run.map(
            pass: step + "/train", configuration: options, tasks: [PassTask(index: 0, inputs: inputs)]
        ) { (task) throws(DataError) in
            var receipt = Receipt()
            receipt.tally("vocabulary", "tokens", by: options.vocabularySize)
            let runs = task.inputs.map(\.path)
            guard let balance = options.balance else {
                try train(runs, &receipt)
                return receipt
            }
            let weighting = LanguageBalance(temperature: balance.temperature, bytes: languages)
            receipt.tallies["languageBytes"] = languages
            receipt.tallies["languageWeight"] = weighting.weights
            let prefix = run.workspace.absolute(Workspace.work(step, 0, "weighted"))
            let weighted = try weighting.write(mergingRuns: runs, prefix: prefix)
            defer { for run in weighted { unlink(run) } }
            try train(weighted, &receipt)
            return receipt
        }
    }

    private func train(_ runs: [String], _ receipt: inout Receipt) throws(DataError) {
        let memory = run.machine.memory
        if let sentencePiece = options.sentencePiece {
            let models = try sentencePiece.train(sizes: options.sizes, mergingRuns: runs, memory: memory)
            try write(models, &receipt) { (model, path) throws(DataError) in
                let output = try AtomicFile(path: path)
                try output.write(model)
                let hash = try output.commit()
                return Receipt.File(path: path, bytes: output.byteCount, hash: hash)
            }
            return
        }
        let tokenizers: [Tokenizer]
        if let wordPiece = options.wordPiece {
            tokenizers = try wordPiece.train(
                sizes: options.sizes, minimumFrequency: options.minimumFrequency,
                specialTokens: options.specialTokens, mergingRuns: runs, memory: memory)
        } else {
            tokenizers = try byteLevel(runs, &receipt)
        }
        try write(tokenizers, &receipt) { (model, path) throws(DataError) in try model.write(to: path) }
    }

    private func byteLevel(_ runs: [String], _ receipt: inout Receipt) throws(DataError) -> [Tokenizer] {
        var training = BPETrainer.Options(
            vocabularySize: options.vocabularySize, minimumFrequency: options.minimumFrequency,
            specialTokens: options.specialTokens, maximumTokenLength: options.maximumTokenLength)
        if let alphabet = options.initialAlphabet { training.initialAlphabet = try ByteAlphabet.bytes(of: alphabet) }
        if let superwords = options.superwords {
            return try superwords.train(
                sizes: options.sizes, training, pattern: options.pattern, mergingRuns: runs, memory: run.machine.memory)
        }
        let words = try TrainingWords(mergingRuns: runs, memory: run.machine.memory)
        let models = try BPETrainer(training, words: words).train(smaller: options.sizes.dropLast())
        receipt.tally("vocabulary", "merges", by: models.last?.merges.count ?? 0)
        return models.map { Tokenizer(model: $0, pattern: options.pattern, specialTokens: options.specialTokens) }
    }

    /// Writes the model of each size; the largest comes first in the receipt.
    private func write<Model>(
        _ models: [Model], _ receipt: inout Receipt, by write: (Model, String) throws(DataError) -> Receipt.File
    ) throws(DataError) {
        for (model, size) in zip(models, options.sizes).reversed() {
            let file = try write(model, run.workspace.absolute(options.path(step, size)))
            receipt.files.append(run.workspace.relative(file))
        }
    }
}
