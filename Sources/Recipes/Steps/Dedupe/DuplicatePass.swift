internal import Dedup
internal import Records

/// The last pass of deduplication: the records of a part without those that were decided against.
struct DuplicatePass {
    let dedupe: DocumentDedupe
    /// What was decided on each part.
    let decisions: [Receipt.File]
    private var run: Run { dedupe.run }

    func tasks(_ tasks: [PassTask]) -> [PassTask] { DocumentDedupe.tasks(tasks, with: decisions, in: run) }

    func process(_ task: PassTask) throws(DataError) -> Receipt {
        let decision = try PartDecision(path: run.workspace.absolute(decisions[task.index].path))
        let records = DocumentDedupe.records(of: task)
        var excerpts: [Receipt.Sample] = []
        var receipt = Receipt()
        if dedupe.passes.configuration.reportOnly {
            if !decision.shown.isEmpty {
                _ = try PartReading.look(at: records, step: dedupe.step, in: run) { (batch) in
                    excerpts += Self.excerpts(batch, decision.shown)
                }
            }
            receipt.tally("duplicates", dedupe.method, by: decision.removals.count)
        } else {
            let stage = DuplicateStage(removals: decision.removals, isVerified: dedupe.options.method.isVerified)
            let pass = RecordPass(step: dedupe.step, stages: [stage], stageNames: [dedupe.method], run: run)
            receipt = try pass.process(records) { batch in excerpts += Self.excerpts(batch, decision.shown) }
            // Samples are of the first removals.
            for (index, removal) in decision.removals.enumerated() where index < receipt.samples.count {
                receipt.samples[index].note = "duplicate of " + String(decoding: removal.keptID, as: UTF8.self)
            }
        }
        receipt.samples += excerpts
        return receipt
    }

    /// Beginnings of the texts that the report shows.
    private static func excerpts(_ batch: Batch, _ shown: [PartDecision.Shown]) -> [Receipt.Sample] {
        shown.filter { (batch.firstOrdinal..<batch.firstOrdinal + batch.count).contains($0.ordinal) }.map { document in
            let index = document.ordinal - batch.firstOrdinal
            let text = batch.texts.string(index)
            return Receipt.Sample(
                rule: "\(ClusterExcerpts.rule)\(document.cluster)", score: 0, id: batch.ids.string(index),
                excerpt: String(text.prefix(ClusterExcerpts.characters)),
                note: document.isKept ? ClusterExcerpts.kept : ClusterExcerpts.removed)
        }
    }
}
