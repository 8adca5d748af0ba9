internal import Formats
internal import Records

/// Reads the records of a part for any pass: counts them, sets unreadable ones aside, shows progress, and gives up a
/// part with too many of them.
struct PartReading {
    let step: String
    let run: Run
    /// False in a pass whose parts another pass of the step reads again, and which sets them aside then.
    var writesQuarantine = true

    /// Reads the records of a part of which this pass writes nothing.
    static func look(
        at task: PassTask, step: String, in run: Run, _ body: (inout Batch) throws(DataError) -> Void
    ) throws(DataError) -> Receipt {
        try PartReading(step: step, run: run, writesQuarantine: false).read(task, body)
    }

    /// Reads the records of a part for a file that is made of them.
    ///
    /// - Parameter finish: returns the files that were written.
    static func look(
        at task: PassTask, step: String, in run: Run, _ body: (inout Batch) throws(DataError) -> Void,
        finish: () throws(DataError) -> [Receipt.File]
    ) throws(DataError) -> Receipt {
        var receipt = try look(at: task, step: step, in: run, body)
        receipt.files += try finish().map { run.workspace.relative($0) }
        return receipt
    }

    /// - Parameters:
    ///   - rules: names of the rules by which `body` may drop records, by stage.
    ///   - body: changes the batch, and writes what it has to.
    /// - Returns: the balance and tallies; its files are the quarantine's, if there is one.
    func read(
        _ task: PassTask, rules: [[String]] = [], _ body: (inout Batch) throws(DataError) -> Void
    ) throws(DataError) -> Receipt {
        var source = PartSource(task.part, task.reader)
        var account = PartAccount(ruleNames: rules)
        var quarantine = QuarantineSink(folder: run.workspace.root, name: Workspace.quarantine(step, task.index))
        var batch = Batch()
        var ordinal = 0
        var more = true
        while more {
            batch.removeAll()
            batch.firstOrdinal = ordinal
            more = try source.read(into: &batch, limit: run.machine.batch)
            ordinal += batch.count
            let (records, bytes) = (batch.count, batch.texts.bytes.count + batch.rest.bytes.count)
            try body(&batch)
            account.add(batch)
            if writesQuarantine { try quarantine.write(batch.bad) }
            run.progress.advance(records: records, bytes: bytes)
        }
        let file = try quarantine.finish()
        if !run.recipe.badRows.allows(bad: account.receipt.quarantined, of: account.receipt.read) {
            throw account.tooManyBad(task.part, policy: run.recipe.badRows)
        }
        var receipt = account.finish()
        if let file { receipt.files.append(file) }
        return receipt
    }
}
