package import Records

/// Concatenates documents and cuts the stream into blocks of one length, as GPT-3 (section 2.1 and appendix B) and
/// PaLM (section 5) did: no padding, no regard for document bounds. The last block is as long as what is left.
package struct BlockPacker {
    /// The label of a token that is not trained on: PyTorch's `ignore_index`, which trainers use.
    package static let ignored: Int32 = -100

    /// Takes a full block: its ids and as many labels.
    package typealias Emit = (Span<Int32>, Span<Int32>) throws(DataError) -> Void

    private let length: Int
    private var ids: [Int32] = []
    private var labels: [Int32] = []

    /// - Parameter length: tokens a block, at least 1.
    package init(length: Int) { self.length = max(1, length) }

    package mutating func append(ids newIDs: [Int32], labels newLabels: [Int32], emit: Emit) throws(DataError) {
        ids += newIDs
        labels += newLabels
        var start = 0
        while ids.count - start >= length {
            try emit(ids.span.extracting(start..<start + length), labels.span.extracting(start..<start + length))
            start += length
        }
        ids.removeFirst(start)
        labels.removeFirst(start)
    }

    /// Emits what is left: no token is lost.
    package mutating func finish(emit: Emit) throws(DataError) {
        if !ids.isEmpty { try emit(ids.span, labels.span) }
        ids = []
        labels = []
    }
}
