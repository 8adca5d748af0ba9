internal import Formats
internal import Records

/// The map side of a shuffle: each record of a part as often as its epochs say, every copy under a random key.
struct ShuffleDraw {
    let step: String
    let epochs: Double
    let ranges: Int
    let run: Run

    static let leftOut = "epochs/left out"

    func process(_ task: PassTask) throws(DataError) -> Receipt {
        var entries = ShuffleRun.Entries()
        var repeats = 0
        var line: [UInt8] = []
        var receipt = try PartReading(step: step, run: run).read(task, rules: [[Self.leftOut]]) {
            (batch) throws(DataError) in
            for index in 0..<batch.count {
                line.removeAll(keepingCapacity: true)
                RecordText.appendJSONLine(batch, index, to: &line)
                var philox = Philox(seed: run.recipe.seed, stage: step, record: batch.ids[index])
                let copies = copies(&philox)
                for _ in 0..<copies { entries.append(key: philox.next(), line: line.span) }
                if copies == 0 { batch.drop(index, rule: 0, score: epochs) } else { repeats += copies - 1 }
            }
        }
        // A record taken more than once counts as that many.
        receipt.read += repeats
        receipt.written += repeats
        if let source = task.inputs.first?.source { receipt.tally("mix", source, by: receipt.written) }
        entries.sort()
        let path = run.workspace.absolute(Workspace.work(step, task.index, ShuffleRun.suffix))
        receipt.files.append(run.workspace.relative(try ShuffleRun.write(entries, ranges: ranges, path: path)))
        return receipt
    }

    private func copies(_ philox: inout Philox) -> Int {
        let whole = epochs.rounded(.down)
        return Int(whole) + (philox.uniform() < epochs - whole ? 1 : 0)
    }
}
