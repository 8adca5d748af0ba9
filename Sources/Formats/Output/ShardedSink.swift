package import Records

/// Writes records to one file, or to numbered ones of a size.
package struct ShardedSink {
    private let folder: String
    private let name: String
    private let columns: RecordColumns
    private let types: String
    /// Bytes of records, before compression, from which on a file is closed; nil: there is but one.
    private let shardBytes: Int?
    private var sink: RecordSink?
    private var bytes = 0
    private var shards = 0
    private var receipt = Receipt()

    package init(
        folder: String, name: String, columns: RecordColumns = .all, types: String = "", shardBytes: Int? = nil
    ) throws(DataError) {
        self.folder = folder
        self.name = name
        self.columns = columns
        self.types = types
        self.shardBytes = shardBytes
        try begin()
    }

    /// The name with something before its extensions: `out.jsonl.zst` becomes `out-train.jsonl.zst`.
    package static func name(_ name: String, with mark: String) -> String {
        let start = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
        let plain = Compression.stripSuffix(name)
        let dot = plain[start...].lastIndex(of: ".") ?? plain.endIndex
        return name[..<dot] + "-" + mark + name[dot...]
    }

    private mutating func begin() throws(DataError) {
        let digits = String(shards)
        let number = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        let file = shardBytes == nil ? name : Self.name(name, with: number)
        sink = try RecordSink(folder: folder, name: file, columns: columns, types: types)
        bytes = 0
        shards += 1
    }

    package mutating func append(_ batch: Batch, _ index: Int) throws(DataError) {
        if let shardBytes, bytes >= shardBytes {
            try close()
            try begin()
        }
        try sink?.append(batch, index)
        bytes += batch.texts.range(index).count + batch.rest.range(index).count
    }

    private mutating func close() throws(DataError) {
        guard let closed = try sink?.finish() else { return }
        receipt.written += closed.written
        receipt.files += closed.files
        sink = nil
    }

    package mutating func finish() throws(DataError) -> Receipt {
        try close()
        return receipt
    }
}
