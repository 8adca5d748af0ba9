internal import Records

/// Tokens of a model by their bytes.
struct WholeTokens: Sendable {
    private var table: ByteTable
    private var ids: [Int32] = []

    init(_ vocabulary: Vocabulary) {
        table = ByteTable(minimumCapacity: vocabulary.count)
        for id in 0..<vocabulary.count where vocabulary.isInModel(id) {
            let index = table.insert(vocabulary.tokens[id])
            if index == ids.count { ids.append(Int32(truncatingIfNeeded: id)) }
        }
    }

    func id(of bytes: UnsafeBufferPointer<UInt8>) -> Int32? { table.index(of: bytes.span).map { ids[$0] } }
}
