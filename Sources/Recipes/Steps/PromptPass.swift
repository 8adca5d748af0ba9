internal import Formats
internal import Instructions
internal import Records

/// The map over one task table. Counted are pairs of row and template, since each gives an example or not.
struct PromptPass {
    let step: String
    let prompts: TaskPrompts
    let run: Run

    static let otherRows = "templates/other rows"
    static let skipped = "templates/skipped by template"

    func process(_ task: PassTask) throws(DataError) -> Receipt {
        guard let table = task.inputs.first else { return Receipt() }
        var rows = task
        rows.inputs = [table]
        var sink = try RecordSink(folder: run.workspace.root, name: Workspace.records(step, task.index))
        var otherRows = 0
        var skipped = 0
        var receipt = try PartReading(step: step, run: run).read(rows) { (batch) throws(DataError) in
            var examples = Batch()
            let outcome = prompts.render(batch, file: table.path, into: &examples)
            otherRows += outcome.otherRows * prompts.templateCount
            skipped += outcome.skipped
            examples.bad = batch.bad + outcome.bad
            try sink.write(examples)
            swap(&batch, &examples)
        }
        for (rule, count) in [(Self.otherRows, otherRows), (Self.skipped, skipped)] where count > 0 {
            receipt.dropped[rule] = count
            receipt.read += count
        }
        receipt.files += try sink.finish().files
        return receipt
    }
}
