internal import Records
internal import Tokenizers

/// The first pass of `tokenizer`: counts the words of each part, in a share of the memory.
struct WordCountPass {
    let step: String
    let options: TokenizerOptions
    let run: Run

    /// A thread's share is not less: runs of a few words would cost more than they save.
    private static let leastMemory = 4 << 20

    static let suffix = ".counts"

    func receipts(_ tasks: [PassTask]) throws(DataError) -> [Receipt] {
        let sample = try sample(tasks)
        let configuration = Configuration(options: counting, sampleLimit: sample?.limit, seed: run.recipe.seed)
        return try run.map(pass: step + "/count", configuration: configuration, tasks: tasks) {
            (task) throws(DataError) in
            if let sentencePiece = options.sentencePiece {
                return try count(task, SentenceCounts(sentencePiece), sample)
            }
            if options.wordPiece != nil { return try count(task, SpacedWordCounts(), nil) }
            let pattern = options.superwords == nil ? options.pattern : try options.pattern.joiningWords()
            return try count(task, PretokenCounts(pattern: pattern), nil)
        }
    }

    private typealias Sample = (sentences: SentenceSample, limit: UInt64)

    private func sample(_ tasks: [PassTask]) throws(DataError) -> Sample? {
        guard let sentencePiece = options.sentencePiece, sentencePiece.inputSentenceSize > 0 else { return nil }
        let pass = SentenceSamplePass(step: step, training: sentencePiece, run: run)
        return (pass.sample, try pass.limit(tasks))
    }

    private func count(_ task: PassTask, _ empty: some WordCounts, _ sample: Sample?) throws(DataError) -> Receipt {
        let path = Workspace.work(step, task.index, "counts")
        var counts = PartCounts(
            empty, path: run.workspace.absolute(path),
            memory: max(Self.leastMemory, run.machine.memory / run.machine.threads),
            isByLanguage: options.balance != nil)
        var receipt = try PartReading(step: step, run: run).read(task) { (batch) throws(DataError) in
            for index in 0..<batch.count {
                guard let sample else {
                    try counts.add(batch.texts[index], language: batch.languages[index])
                    continue
                }
                try sample.sentences.forEachSentence(batch.texts[index], record: batch.ids[index]) {
                    (sentence, number) throws(DataError) in
                    if number <= sample.limit { try counts.add(sentence, language: batch.languages[index]) }
                }
            }
        }
        receipt.files.append(run.workspace.relative(try counts.finish()))
        return receipt
    }

    /// What the counts depend on.
    private struct Configuration: Encodable {
        var options: TokenizerOptions
        var sampleLimit: UInt64?
        var seed: UInt64
    }

    private var counting: TokenizerOptions {
        var counting = TokenizerOptions()
        counting.pattern = options.pattern
        counting.sentencePiece = options.sentencePiece
        counting.wordPiece = options.wordPiece.map { _ in WordPieceTraining() }
        counting.superwords = options.superwords.map { _ in SuperwordTraining() }
        counting.balance = options.balance.map { _ in .init(temperature: 1) }
        return counting
    }
}
