package import Records

/// Writes Megatron's indexed dataset, `PREFIX.bin` and `PREFIX.idx`, one sequence a document
/// (NVIDIA/Megatron-LM, megatron/core/datasets/indexed_dataset.py: `_IndexWriter`, `IndexedDatasetBuilder`).
///
/// `.bin` is bare little-endian tokens. `.idx` is the magic, version 1, the token type's code, the number of
/// sequences and of document bounds, the length of each sequence, its byte offset, and the bounds.
package struct MegatronWriter {
    /// Megatron's `DType` codes; 16 bits where the vocabulary allows it (`DType.optimal_dtype`).
    package enum TokenType: UInt8, Sendable {
        case int32 = 4
        case uint16 = 8

        package init(vocabularySize: Int) { self = vocabularySize < 65_500 ? .uint16 : .int32 }

        var bytes: Int { self == .uint16 ? 2 : 4 }
    }

    private static let magic = Array("MMIDIDX".utf8) + [0, 0]

    private let tokens: AtomicFile
    private let index: AtomicFile
    private let type: TokenType
    private var lengths: [Int32] = []
    private var buffer: [UInt8] = []

    /// - Parameter prefix: path without `.bin` and `.idx`.
    package init(prefix: String, type: TokenType) throws(DataError) {
        self.type = type
        tokens = try AtomicFile(path: prefix + ".bin")
        index = try AtomicFile(path: prefix + ".idx")
    }

    /// - Throws: `DataError` for an id that the token type cannot hold.
    package mutating func append(document ids: [Int32]) throws(DataError) {
        buffer.removeAll(keepingCapacity: true)
        try TokenBytes.append(ids, bytesPerToken: type.bytes, to: &buffer, path: tokens.path)
        try tokens.write(buffer)
        guard let length = Int32(exactly: ids.count) else {
            throw DataError("a document of \(ids.count) tokens is too long for Megatron", file: tokens.path)
        }
        lengths.append(length)
    }

    /// The token file becomes visible first: an index never stands without it.
    package mutating func finish() throws(DataError) -> [Receipt.File] {
        try writeIndex()
        var files: [Receipt.File] = []
        for file in [tokens, index] {
            let hash = try file.commit()
            files.append(Receipt.File(path: file.path, bytes: file.byteCount, hash: hash))
        }
        return files
    }

    private func writeIndex() throws(DataError) {
        try index.write(Self.magic)
        try put(UInt64(1))
        try index.write([type.rawValue])
        try put(UInt64(lengths.count))
        try put(UInt64(lengths.count + 1))
        for length in lengths { try put(length) }
        var offset: Int64 = 0
        for length in lengths {
            try put(offset)
            offset += Int64(length) * Int64(type.bytes)
        }
        for document in 0...lengths.count { try put(Int64(document)) }
    }

    private func put(_ value: some FixedWidthInteger) throws(DataError) {
        try withUnsafeBytes(of: value.littleEndian) { (raw) throws(DataError) in try index.write(raw) }
    }
}
