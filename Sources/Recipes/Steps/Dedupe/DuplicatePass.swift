internal import Dedup
internal import Records

/// The last pass of deduplication: the records of a part without those that the search condemned.
struct DuplicatePass {
    let step: String
    /// What drops are called: the method.
    let rule: String
    /// The removals of each part.
    let removals: [Receipt.File]
    let run: Run

    /// Source name of the input that holds the removals; the others hold records.
    static let removals = "removals"

    func process(_ task: PassTask) throws(DataError) -> Receipt {
        let removals = try Removals.load(path: run.workspace.absolute(removals[task.index].path))
        var records = task
        records.inputs.removeAll { $0.source == Self.removals }
        let stage = DuplicateStage(removals: removals, rule: "duplicate")
        var receipt = try RecordPass(step: step, stages: [stage], stageNames: [rule], run: run).process(records)
        annotate(&receipt, removals)
        return receipt
    }

    /// Says in each sample which document was kept; samples are of the first removals.
    private func annotate(_ receipt: inout Receipt, _ removals: [Removal]) {
        for (index, removal) in removals.enumerated() where index < receipt.samples.count {
            receipt.samples[index].note = "duplicate of " + String(decoding: removal.keptID, as: UTF8.self)
        }
    }
}
