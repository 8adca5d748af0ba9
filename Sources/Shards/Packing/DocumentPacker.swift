package import Records

/// Packs documents one after the other, and begins a new row where the next does not fit: no document is cut. One that is
/// longer than a row is a row of its own, as long as it is (metaseq's break mode "complete",
/// metaseq/data/token_block_dataset.py).
package struct DocumentPacker: RowPacker {
    private let length: Int
    private var row = TrainingRow()

    package init(length: Int) { self.length = max(1, length) }

    package mutating func append(_ document: TokenExample, emit: Emit) throws(DataError) {
        if row.inputs.count + document.ids.count > length { try finish(emit: emit) }
        row.append(document)
    }

    package mutating func finish(emit: Emit) throws(DataError) {
        if !row.inputs.isEmpty { try emit(row) }
        row = TrainingRow()
    }
}
