package import Records

/// Makes training rows of the documents of one part, in order.
package struct RowMaker {
    package typealias Emit = (TrainingRow) throws(DataError) -> Void

    private enum Packer {
        case concatenate(BlockPacker)
        case complete(DocumentPacker)
        case whole(WholePacker)
        case objective(ObjectiveChunks)
    }

    private let plan: RowPlan
    private var packer: Packer

    /// - Parameter part: of the corpus; draws depend on it.
    package init(_ plan: RowPlan, part: Int) {
        self.plan = plan
        if let objective = plan.objective {
            packer = .objective(ObjectiveChunks(objective, seed: plan.seed, part: part))
            return
        }
        switch plan.packing {
        case .concatenate: packer = .concatenate(BlockPacker(length: plan.length))
        case .complete: packer = .complete(DocumentPacker(length: plan.length))
        case .whole: packer = .whole(WholePacker(length: plan.length))
        }
    }

    /// The document as it is trained on.
    ///
    /// - Parameter record: its id, on which draws depend.
    package func prepare(_ example: inout TokenExample, record: Span<UInt8>) {
        guard let middle = plan.fillInTheMiddle, example.ids == example.labels else { return }
        let id = Int64(bitPattern: ContentHash.xxh3(record))
        let seed = StatelessSeed(Int64(bitPattern: plan.seed), id)
        example.ids = middle.apply(example.ids, end: plan.end, seed: seed)
        example.labels = example.ids
    }

    package mutating func append(_ example: TokenExample, emit: Emit) throws(DataError) {
        switch packer {
        case .concatenate(var blocks):
            // Taken out, so that its arrays have one owner.
            packer = .concatenate(BlockPacker(length: 1))
            try blocks.append(ids: example.ids, labels: example.labels) { (ids, labels) throws(DataError) in
                try emit(Self.row(ids, labels, []))
            }
            packer = .concatenate(blocks)
        case .complete(var documents):
            packer = .complete(DocumentPacker(length: 1))
            try documents.append(ids: example.ids, labels: example.labels) { (ids, labels, lengths) throws(DataError) in
                try emit(Self.row(ids, labels, lengths))
            }
            packer = .complete(documents)
        case .whole(var examples):
            packer = .whole(WholePacker(length: 1))
            try examples.append(ids: example.ids, labels: example.labels) { (ids, labels, lengths) throws(DataError) in
                try emit(Self.row(ids, labels, lengths))
            }
            packer = .whole(examples)
        case .objective(var chunks):
            packer = .concatenate(BlockPacker(length: 1))
            try chunks.append(example, emit: emit)
            packer = .objective(chunks)
        }
    }

    /// Emits what is left: no token is lost.
    package mutating func finish(emit: Emit) throws(DataError) {
        switch packer {
        case .concatenate(var blocks):
            try blocks.finish { (ids, labels) throws(DataError) in try emit(Self.row(ids, labels, [])) }
        case .complete(var documents):
            try documents.finish { (ids, labels, lengths) throws(DataError) in
                try emit(Self.row(ids, labels, lengths))
            }
        case .whole(var examples):
            try examples.finish { (ids, labels, lengths) throws(DataError) in
                try emit(Self.row(ids, labels, lengths))
            }
        case .objective(var chunks): try chunks.finish(emit: emit)
        }
    }

    private static func row(_ ids: Span<Int32>, _ labels: Span<Int32>, _ lengths: [Int]) -> TrainingRow {
        var row = TrainingRow(
            inputs: ids.withUnsafeBufferPointer { Array($0) }, labels: labels.withUnsafeBufferPointer { Array($0) })
        row.lengths = lengths.map { Int32(truncatingIfNeeded: $0) }
        return row
    }
}
