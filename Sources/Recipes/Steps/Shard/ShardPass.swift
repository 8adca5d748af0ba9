internal import Records
internal import Shards

/// The map over one part of records: tokens into every format asked for.
struct ShardPass {
    let step: String
    let options: ShardOptions
    let encoder: ExampleEncoder
    let plan: RowPlan
    let run: Run

    func process(_ task: PassTask) throws(DataError) -> Receipt {
        var shards = try ShardFiles(
            root: run.workspace.absolute(step), part: (Workspace.part(task.index), task.index),
            formats: options.formats.map(\.rawValue), tokenizer: options.tokenizer,
            vocabularySize: encoder.vocabularySize, plan: plan)
        var example = TokenExample()
        let cache = encoder.makeCache()
        var tokens = ValueCounts()
        var bytes = ValueCounts()
        var receipt = try PartReading(step: step, run: run).read(task) { (batch) throws(DataError) in
            for index in 0..<batch.count {
                try encoder.encode(batch, index, cache: cache, into: &example)
                try shards.append(&example, record: batch.ids[index])
                tokens.add(batch.languages[index], example.ids.count)
                bytes.add(batch.languages[index], example.textBytes)
            }
        }
        receipt.tallies["languageTokens"] = tokens.counts(emptyAs: "unknown")
        receipt.tallies["languageTextBytes"] = bytes.counts(emptyAs: "unknown")
        receipt.files += try shards.finish().map { run.workspace.relative($0) }
        return receipt
    }
}
