internal import Formats
internal import Records

/// The reduce side of a shuffle: one range of keys from every run, in key order.
struct ShuffleGather {
    let step: String
    let ranges: Int
    let run: Run

    func process(_ task: PassTask) throws(DataError) -> Receipt {
        var entries = ShuffleRun.Entries()
        for input in task.inputs {
            try ShuffleRun.read(task.index, of: ranges, path: input.path, into: &entries)
        }
        entries.sort()
        let name = Workspace.records(step, task.index)
        let file = try CompressedFile(path: run.workspace.absolute(name))
        for index in entries.places.indices {
            try file.write(entries.line(index).span)
        }
        var receipt = Receipt()
        receipt.read = entries.places.count
        receipt.written = entries.places.count
        receipt.files = [try file.commit(as: name)]
        run.progress.advance(records: entries.places.count, bytes: entries.arena.count)
        return receipt
    }
}
