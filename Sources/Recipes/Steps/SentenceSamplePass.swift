internal import Records
internal import Tokenizers

/// The pass before the first of `tokenizer`, if it learns from a sample of the sentences: finds which are in it.
struct SentenceSamplePass {
    let step: String
    let training: SentencePieceTraining
    let run: Run

    var sample: SentenceSample { SentenceSample(training, seed: run.recipe.seed, stage: step) }

    /// The greatest random number of a sentence in the sample.
    func limit(_ tasks: [PassTask]) throws(DataError) -> UInt64 {
        let configuration = Configuration(training: training, seed: run.recipe.seed)
        let receipts = try run.map(pass: step + "/sample", configuration: configuration, tasks: tasks) {
            (task) throws(DataError) in
            var numbers = SentenceSample.Numbers(size: training.inputSentenceSize)
            var reading = PartReading(step: step, run: run)
            reading.writesQuarantine = false
            var receipt = try reading.read(task) { (batch) throws(DataError) in
                for index in 0..<batch.count {
                    try sample.forEachSentence(batch.texts[index], record: batch.ids[index]) { _, number in
                        numbers.add(number)
                    }
                }
            }
            let path = run.workspace.absolute(Workspace.work(step, task.index, "numbers"))
            receipt.files.append(run.workspace.relative(try numbers.write(to: path)))
            return receipt
        }
        let paths = receipts.flatMap(\.files).map { run.workspace.absolute($0.path) }
        return try SentenceSample.Numbers.limit(size: training.inputSentenceSize, paths: paths)
    }

    private struct Configuration: Encodable {
        var training: SentencePieceTraining
        var seed: UInt64
    }
}
