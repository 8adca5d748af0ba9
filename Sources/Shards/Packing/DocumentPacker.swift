package import Records

/// Packs documents one after the other, and begins a new block where the next does not fit: no document is cut that is no
/// longer than a block (metaseq's break mode "complete", metaseq/data/token_block_dataset.py).
package struct DocumentPacker {
    private let length: Int
    private var ids: [Int32] = []
    private var labels: [Int32] = []
    private var lengths: [Int] = []

    package init(length: Int) { self.length = max(1, length) }

    /// A document longer than a block is a block of its own, as long as it is.
    package mutating func append(
        ids newIDs: [Int32], labels newLabels: [Int32], emit: WholePacker.Emit
    ) throws(DataError) {
        if ids.count + newIDs.count > length { try finish(emit: emit) }
        ids += newIDs
        labels += newLabels
        lengths.append(newIDs.count)
    }

    package mutating func finish(emit: WholePacker.Emit) throws(DataError) {
        if !ids.isEmpty { try emit(ids.span, labels.span, lengths) }
        (ids, labels, lengths) = ([], [], [])
    }
}
