internal import Records

/// What later steps may use of a step: its records, or its tokenizer.
struct StepResult: Sendable {
    /// The parts of the step's records, ready to be read; nil if it made none.
    var dataset: [PassTask]?
    var tokenizer: Receipt.File?
    /// Files from outside that the step read.
    var inputs: [Manifest.Input] = []
    /// Sum of the step's receipts.
    var receipt = Receipt()

    init(receipts: [Receipt]) {
        for part in receipts { receipt.add(part) }
    }

    /// Of a pass whose parts each wrote a file of records into the step's folder.
    init(recordsOf step: String, receipts: [Receipt], in workspace: Workspace) {
        self.init(receipts: receipts)
        let files = receipts.flatMap(\.files).filter { $0.path.hasPrefix(step + "/") }
        dataset = files.enumerated().map { index, file in
            PassTask(index: index, inputs: [PassTask.input(file, source: step, in: workspace)])
        }
    }
}
