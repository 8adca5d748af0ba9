internal import Formats
internal import Records

/// The map over a part of records: source → stages → sinks.
///
/// Kept records go to `STEP/part-N.jsonl.zst`, dropped ones with rule and score to `dropped/STEP/…`, which exists only
/// where there is something in it.
struct RecordPass {
    let step: String
    let stages: [any Stage]
    /// Name of each stage, before the slash in `stage/rule`.
    let stageNames: [String]
    let run: Run

    /// - Parameter observe: sees each batch before the stages do.
    func process(
        _ task: PassTask, observe: (Batch) throws(DataError) -> Void = { _ in }
    ) throws(DataError) -> Receipt {
        let rules = zip(stageNames, stages).map { name, stage in stage.rules.map { name + "/" + $0 } }
        var kept = try RecordSink(folder: run.workspace.root, name: Workspace.records(step, task.index))
        var dropped = DroppedSink(folder: run.workspace.root, name: Workspace.dropped(step, task.index))
        var receipt = try PartReading(step: step, run: run).read(task, rules: rules) { (batch) throws(DataError) in
            try observe(batch)
            for (index, stage) in stages.enumerated() {
                batch.stage = index
                try stage.process(&batch)
            }
            try kept.write(batch)
            try dropped.write(batch, rules: rules)
        }
        var files = try kept.finish().files
        if let file = try dropped.finish() { files.append(file) }
        receipt.files += files
        return receipt
    }
}
