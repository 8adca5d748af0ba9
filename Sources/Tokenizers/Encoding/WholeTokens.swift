internal import Records

/// Tokens of a model by their bytes.
final class WholeTokens: Sendable {
    private let table: ByteTable
    private let ids: [Int32]

    init(_ vocabulary: Vocabulary) {
        var table = ByteTable(minimumCapacity: vocabulary.count)
        var ids: [Int32] = []
        for id in 0..<vocabulary.count where vocabulary.isInModel(id) {
            let index = table.insert(vocabulary.tokens[id])
            if index == ids.count { ids.append(Int32(truncatingIfNeeded: id)) }
        }
        self.table = table
        self.ids = ids
    }

    func id(of bytes: UnsafeBufferPointer<UInt8>) -> Int32? { table.index(of: bytes.span).map { ids[$0] } }
}
