package import Records

/// Concatenates documents and cuts the stream into blocks of one length, as GPT-3 (section 2.1 and appendix B) and
/// PaLM (section 5) did: no padding, no regard for document bounds. The last block is as long as what is left.
package struct BlockPacker: RowPacker {
    /// The label of a token that is not trained on: PyTorch's `ignore_index`, which trainers use.
    package static let ignored: Int32 = -100

    private let length: Int
    private var ids: [Int32] = []
    private var labels: [Int32] = []

    /// - Parameter length: tokens a block, at least 1.
    package init(length: Int) { self.length = max(1, length) }

    package mutating func append(_ document: TokenExample, emit: Emit) throws(DataError) {
        ids += document.ids
        labels += document.labels
        var start = 0
        while ids.count - start >= length {
            let range = start..<start + length
            try emit(TrainingRow(inputs: Array(ids[range]), labels: Array(labels[range])))
            start += length
        }
        ids.removeFirst(start)
        labels.removeFirst(start)
    }

    package mutating func finish(emit: Emit) throws(DataError) {
        if !ids.isEmpty { try emit(TrainingRow(inputs: ids, labels: labels)) }
        (ids, labels) = ([], [])
    }
}
