internal import Formats
package import Records

/// The shard files of one part, in all the formats asked for: `ROOT/FORMAT/PART.*`.
package struct ShardFiles {
    private var packer: BlockPacker
    private var parquet: ParquetWriter?
    private var lines: CompressedFile?
    private let linesPath: String
    private var megatron: MegatronWriter?
    private var isPacking: Bool { parquet != nil || lines != nil }

    /// - Parameter formats: of `parquet`, `jsonl` and `megatron`.
    package init(
        root: String, part: String, formats: [String], vocabularySize: Int, sequenceLength: Int
    ) throws(DataError) {
        linesPath = "\(root)/jsonl/\(part).jsonl.zst"
        packer = BlockPacker(length: sequenceLength)
        for format in formats {
            switch format {
            case "parquet":
                parquet = try ParquetWriter(
                    path: "\(root)/parquet/\(part).parquet",
                    columns: [.int32List("input_ids"), .int32List("labels")])
            case "jsonl": lines = try CompressedFile(path: linesPath)
            case "megatron":
                megatron = try MegatronWriter(
                    prefix: "\(root)/megatron/\(part)", type: .init(vocabularySize: vocabularySize))
            default: throw DataError("there is no shard format '\(format)'")
            }
        }
    }

    package mutating func append(_ example: TokenExample) throws(DataError) {
        try megatron?.append(document: example.ids)
        guard isPacking else { return }
        var packer = packer
        try packer.append(ids: example.ids, labels: example.labels) { (ids, labels) throws(DataError) in
            try write(ids, labels)
        }
        self.packer = packer
    }

    private mutating func write(_ ids: Span<Int32>, _ labels: Span<Int32>) throws(DataError) {
        if parquet != nil {
            parquet?.append(ids, column: 0)
            parquet?.append(labels, column: 1)
            try parquet?.endRow()
        }
        guard let lines else { return }
        var line = Array(#"{"input_ids":"#.utf8)
        Self.append(ids, to: &line)
        line.append(contentsOf: #","labels":"#.utf8)
        Self.append(labels, to: &line)
        line.append(contentsOf: "}\n".utf8)
        try lines.write(line)
    }

    private static func append(_ numbers: Span<Int32>, to line: inout [UInt8]) {
        line.append(UInt8(ascii: "["))
        for index in numbers.indices {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            JSONText.appendNumber(Int(numbers[index]), to: &line)
        }
        line.append(UInt8(ascii: "]"))
    }

    package mutating func finish() throws(DataError) -> [Receipt.File] {
        var packer = packer
        try packer.finish { (ids, labels) throws(DataError) in try write(ids, labels) }
        var files: [Receipt.File] = []
        if let file = try parquet?.finish() { files.append(file) }
        if let file = try lines?.commit(as: linesPath) { files.append(file) }
        if let written = try megatron?.finish() { files += written }
        return files
    }
}
