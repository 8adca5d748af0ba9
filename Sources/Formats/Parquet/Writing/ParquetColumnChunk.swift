internal import CZstd
internal import Records

/// The values of one column in the row group being filled: finished pages compressed, the current one raw.
struct ParquetColumnChunk {
    /// Raw bytes of values at which a page is closed.
    static let pageBytes = 1 << 20
    static let zstdLevel: Int32 = 3

    let column: ParquetColumn
    /// Pages with their headers, as they will stand in the file.
    private(set) var pages: [UInt8] = []
    private(set) var valueCount = 0
    /// Size of the pages had they not been compressed, headers included.
    private(set) var uncompressedBytes = 0

    private var values: [UInt8] = []
    private var pageValueCount = 0
    private var repetition = LevelRuns()
    private var definition = LevelRuns()

    init(column: ParquetColumn) { self.column = column }

    var bytesHeld: Int { pages.count + values.count }

    mutating func append(_ text: Span<UInt8>) throws(DataError) {
        guard let count = UInt32(exactly: text.count), count <= UInt32(Int32.max) else {
            throw DataError("a text of \(text.count) bytes is too long for Parquet", mend: "cut it below 2 GB")
        }
        appendInteger(count)
        text.withUnsafeBufferPointer { values.append(contentsOf: $0) }
        pageValueCount += 1
        try endRow()
    }

    mutating func append(_ number: Int64) throws(DataError) {
        appendInteger(number)
        pageValueCount += 1
        try endRow()
    }

    mutating func append(_ number: Double) throws(DataError) {
        appendInteger(number.bitPattern)
        pageValueCount += 1
        try endRow()
    }

    mutating func append(_ list: Span<Int32>) throws(DataError) {
        repetition.append(0, count: 1)
        repetition.append(1, count: list.count - 1)
        definition.append(list.isEmpty ? 0 : 1, count: max(1, list.count))
        list.withUnsafeBytes { values.append(contentsOf: $0) }  // little-endian, as the platforms are
        pageValueCount += max(1, list.count)
        try endRow()
    }

    private mutating func appendInteger(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { values.append(contentsOf: $0) }
    }

    private mutating func endRow() throws(DataError) {
        if values.count >= Self.pageBytes { try closePage() }
    }

    /// Compresses the current page; pages end where rows end.
    mutating func closePage() throws(DataError) {
        guard pageValueCount > 0 else { return }
        var raw: [UInt8] = []
        if column.isRepeated {
            for levels in [\ParquetColumnChunk.repetition, \.definition] {
                self[keyPath: levels].closeRun()
                let bytes = self[keyPath: levels].bytes
                withUnsafeBytes(of: UInt32(bytes.count).littleEndian) { raw.append(contentsOf: $0) }
                raw += bytes
                self[keyPath: levels].removeAll()
            }
            raw += values
        } else {
            swap(&raw, &values)
        }
        values.removeAll(keepingCapacity: true)
        let packed = try Self.compress(raw)
        var header = ThriftWriter()
        header.element { page in
            page.i32(1, 0)  // DATA_PAGE
            page.i32(2, Int32(raw.count))
            page.i32(3, Int32(packed.count))
            page.structure(5) { data in
                data.i32(1, Int32(pageValueCount))
                data.i32(2, 0)  // PLAIN
                data.i32(3, 3)  // RLE
                data.i32(4, 3)
            }
        }
        pages += header.bytes
        pages += packed
        uncompressedBytes += header.bytes.count + raw.count
        valueCount += pageValueCount
        pageValueCount = 0
    }

    private static func compress(_ raw: [UInt8]) throws(DataError) -> [UInt8] {
        guard raw.count < Int32.max else { throw DataError("a Parquet page of \(raw.count) bytes is too large") }
        let bound = ZSTD_compressBound(raw.count)
        let packed = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            let size = raw.withUnsafeBytes {
                ZSTD_compress(buffer.baseAddress, bound, $0.baseAddress, $0.count, zstdLevel)
            }
            count = ZSTD_isError(size) == 0 ? size : 0
        }
        guard !packed.isEmpty else { throw DataError("zstd could not compress a page") }
        return packed
    }
}
