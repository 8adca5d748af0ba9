internal import Formats
package import Records

/// The shard files of one part, in all the formats asked for: `ROOT/FORMAT/PART.*`.
package struct ShardFiles {
    private var maker: RowMaker
    private let columns: [RowColumn]
    private var parquet: ParquetWriter?
    private var lines: CompressedFile?
    private let linesPath: String
    private var megatron: MegatronWriter?
    private var datatrove: DatatroveWriter?
    private var hasRows: Bool { parquet != nil || lines != nil }

    /// - Parameters:
    ///   - part: its number names the files.
    ///   - formats: of `parquet`, `jsonl`, `megatron` and `datatrove`; the last two take documents as they are.
    ///   - tokenizer: what metadata call it.
    package init(
        root: String, part: (name: String, index: Int), formats: [String], tokenizer: String, vocabularySize: Int,
        plan: RowPlan
    ) throws(DataError) {
        linesPath = "\(root)/jsonl/\(part.name).jsonl.zst"
        maker = RowMaker(plan, part: part.index)
        columns = plan.columns
        for format in formats {
            switch format {
            case "parquet":
                parquet = try ParquetWriter(
                    path: "\(root)/parquet/\(part.name).parquet",
                    columns: columns.map {
                        $0.isNumber ? ParquetColumn($0.rawValue, .int32) : .int32List($0.rawValue)
                    })
            case "jsonl": lines = try CompressedFile(path: linesPath)
            case "megatron":
                megatron = try MegatronWriter(
                    prefix: "\(root)/megatron/\(part.name)", type: .init(vocabularySize: vocabularySize))
            case "datatrove":
                datatrove = try DatatroveWriter(
                    path: "\(root)/datatrove/\(part.name).ds", tokenizer: tokenizer, vocabularySize: vocabularySize)
            default: throw DataError("there is no shard format '\(format)'")
            }
        }
    }

    /// - Parameter record: the example's id.
    package mutating func append(_ example: inout TokenExample, record: Span<UInt8>) throws(DataError) {
        maker.prepare(&example, record: record)
        try megatron?.append(document: example.ids)
        try datatrove?.append(example)
        guard hasRows else { return }
        var maker = maker
        try maker.append(example) { (row) throws(DataError) in try write(row) }
        self.maker = maker
    }

    private mutating func write(_ row: TrainingRow) throws(DataError) {
        var line: [UInt8] = []
        for (index, column) in columns.enumerated() {
            let values = column.values(row)
            if column.isNumber {
                parquet?.append(Int64(values[0]), column: index)
            } else {
                parquet?.append(values.span, column: index)
            }
            guard lines != nil else { continue }
            line.append(contentsOf: (index == 0 ? "{\"" : ",\"").utf8)
            line.append(contentsOf: column.rawValue.utf8)
            line.append(contentsOf: "\":".utf8)
            if column.isNumber {
                JSONText.appendNumber(Int(values[0]), to: &line)
            } else {
                JSONText.appendNumbers(values, to: &line)
            }
        }
        try parquet?.endRow()
        line.append(contentsOf: "}\n".utf8)
        try lines?.write(line)
    }

    package mutating func finish() throws(DataError) -> [Receipt.File] {
        var maker = maker
        try maker.finish { (row) throws(DataError) in try write(row) }
        var files: [Receipt.File] = []
        if let file = try parquet?.finish() { files.append(file) }
        if let file = try lines?.commit(as: linesPath) { files.append(file) }
        if let written = try megatron?.finish() { files += written }
        if let written = try datatrove?.finish() { files += written }
        return files
    }
}
