internal import Records
package import Shards
internal import Tokenizers

/// `shard`: records tokenised, packed and written as trainers load them.
package struct ShardOptions: Defaulted {
    package enum Format: String, Codable, Sendable, CaseIterable {
        /// Rows: `input_ids`, `labels` and what else the objective has.
        case parquet
        /// Documents, as Megatron's indexed dataset.
        case megatron
        /// Documents, as datatrove and nanotron read them.
        case datatrove
        /// Rows, an object a line.
        case jsonl

        var holdsDocuments: Bool { self == .megatron || self == .datatrove }
    }

    package var from = ""
    /// A step that trained one, or the path of a tokenizer's file.
    package var tokenizer = ""
    /// Token put after each document; none if empty.
    package var endOfDocument = ""
    /// Tokens a row; of an encoder and decoder those that are read.
    package var sequenceLength = 2048
    package var packing = RowPlan.Packing.concatenate
    package var objective: ObjectiveOptions?
    package var formats: [Format] = [.parquet]
    package init() {}
}

extension ShardOptions: StepAction {
    static let action = "shard"
    private var isFile: Bool { [".json", ".model", ".tiktoken", ".txt"].contains { tokenizer.hasSuffix($0) } }
    var uses: [String] { isFile ? [from] : [from, tokenizer] }

    func passes(step: String) -> [PassDescription] {
        [
            PassDescription(
                name: step + "/tokens", kind: .map, reads: [from + "/", isFile ? tokenizer : tokenizer + "/"],
                writes: formats.map { "\(step)/\($0.rawValue)/" },
                does: "tokenise, pack into \(sequenceLength), write \(formats.map(\.rawValue).joined(separator: ", "))")
        ]
    }

    func run(step: String, after earlier: StepResults, in run: Run) throws(DataError) -> StepResult {
        guard sequenceLength > 0 else { throw DataError("sequenceLength must be at least 1") }
        guard !formats.isEmpty else { throw DataError("the step '\(step)' writes no format", mend: "give it formats") }
        let path = isFile ? tokenizer : run.workspace.absolute(try earlier.tokenizer(of: tokenizer).path)
        let model = try TokenizerFile.load(path: path)
        var end: Int32?
        if !endOfDocument.isEmpty {
            guard let id = model.id(ofToken: endOfDocument) else {
                throw DataError(
                    "the tokenizer has no token '\(endOfDocument)'", file: path, mend: "train with it, or name another")
            }
            end = id
        }
        var plan = RowPlan(length: sequenceLength)
        (plan.packing, plan.end, plan.seed) = (packing, end, run.recipe.seed)
        try objective?.plan(&plan, tokenizer: model, path: path)
        guard plan.objective == nil || !formats.contains(where: \.holdsDocuments) else {
            throw DataError(
                "megatron and datatrove hold documents, not what an objective makes of them",
                mend: "write parquet or jsonl"
            )
        }
        let encoder = ExampleEncoder(model, endOfDocument: end)
        let pass = ShardPass(step: step, options: self, encoder: encoder, plan: plan, run: run)
        let settings = try CanonicalJSON.text(self) + run.hashes(of: [path]).joined()
        let receipts = try run.map(
            pass: step + "/tokens", configuration: settings, tasks: earlier.tasks(over: from)
        ) { (task) throws(DataError) in try pass.process(task) }
        return StepResult(receipts: receipts)
    }
}
