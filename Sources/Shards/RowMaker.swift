package import Records

/// Makes training rows of the documents of one part, in order.
package struct RowMaker {
    private let plan: RowPlan
    private var packer: any RowPacker

    /// - Parameter part: of the corpus; draws depend on it.
    package init(_ plan: RowPlan, part: Int) {
        self.plan = plan
        if let objective = plan.objective {
            packer = ObjectiveChunks(objective, seed: plan.seed, part: part)
            return
        }
        switch plan.packing {
        case .concatenate: packer = BlockPacker(length: plan.length)
        case .complete: packer = DocumentPacker(length: plan.length)
        case .whole: packer = WholePacker(length: plan.length)
        }
    }

    /// The document as it is trained on.
    ///
    /// - Parameter record: its id, on which draws depend.
    package func prepare(_ document: inout TokenExample, record: Span<UInt8>) {
        guard let middle = plan.fillInTheMiddle, document.ids == document.labels else { return }
        let id = Int64(bitPattern: ContentHash.xxh3(record))
        let seed = StatelessSeed(Int64(bitPattern: plan.seed), id)
        document.ids = middle.apply(document.ids, end: plan.end, seed: seed)
        document.labels = document.ids
    }

    package mutating func append(_ document: TokenExample, emit: RowPacker.Emit) throws(DataError) {
        try packer.append(document, emit: emit)
    }

    /// Emits what is left: no token is lost.
    package mutating func finish(emit: RowPacker.Emit) throws(DataError) { try packer.finish(emit: emit) }
}
