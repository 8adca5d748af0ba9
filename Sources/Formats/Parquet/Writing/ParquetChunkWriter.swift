internal import CZlib
internal import CZstd
internal import Records

/// The values of one leaf in the row group being filled: finished pages compressed, the current one raw.
///
/// Values are numbers of a dictionary until that is full, and plain from then on.
struct ParquetChunkWriter {
    /// Raw bytes of values and entries at which a page is closed, as in other writers.
    static let pageBytes = 1 << 20
    static let pageEntries = 20_000
    static let zstdLevel: Int32 = 3

    let leaf: ParquetLeaf
    /// Data pages with their headers, as they will stand in the file.
    private(set) var pages: [UInt8] = []
    private(set) var entryCount = 0
    /// Size of the pages had they not been compressed, headers included.
    private(set) var uncompressedBytes = 0
    private(set) var statistics: ParquetStatistics
    private(set) var hasPlainPages = false
    private var dictionary: ParquetDictionary?
    private(set) var usesDictionary = false

    private var values: [UInt8] = []
    private var numbers: [UInt32] = []
    private var rawBytes = 0
    private var definitions: [UInt8] = []
    private var repetitions: [UInt8] = []
    private var pageEntryCount = 0

    init(_ leaf: ParquetLeaf) {
        self.leaf = leaf
        statistics = ParquetStatistics(leaf.kind)
        dictionary = leaf.kind == .boolean ? nil : ParquetDictionary()
    }

    var bytesHeld: Int { pages.count + rawBytes + (dictionary?.values.bytes.count ?? 0) }

    // MARK: Values

    /// Where a value stands: how much of its path is there, and at which list it goes on.
    struct Levels {
        var definition = 0
        var repetition = 0
    }

    mutating func appendNull(_ levels: Levels) {
        statistics.nullCount += 1
        append(levels)
    }

    mutating func append(_ value: Span<UInt8>, _ levels: Levels) throws(DataError) {
        guard value.count <= Int(Int32.max) - 4 else {
            throw DataError("a text of \(value.count) bytes is too long for Parquet", mend: "cut it below 2 GB")
        }
        if leaf.isText { statistics.add(value) }
        appendStored(value)
        append(levels)
    }

    mutating func append(_ value: Bool, _ levels: Levels) {
        values.append(value ? 1 : 0)
        append(levels)
    }

    mutating func append(_ value: Int64, _ levels: Levels) {
        statistics.add(value)
        if leaf.physicalType == 1 {
            appendFixed(UInt32(truncatingIfNeeded: value))
        } else {
            appendFixed(UInt64(bitPattern: value))
        }
        append(levels)
    }

    mutating func append(_ value: Double, _ levels: Levels) {
        statistics.add(value)
        appendFixed(value.bitPattern)
        append(levels)
    }

    private mutating func appendFixed(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes in
            appendStored(Span(_unsafeElements: bytes.assumingMemoryBound(to: UInt8.self)))
        }
    }

    private mutating func append(_ levels: Levels) {
        if leaf.maximumDefinition > 0 { definitions.append(UInt8(truncatingIfNeeded: levels.definition)) }
        if leaf.maximumRepetition > 0 { repetitions.append(UInt8(truncatingIfNeeded: levels.repetition)) }
        pageEntryCount += 1
    }

    private mutating func appendStored(_ value: Span<UInt8>) {
        rawBytes += value.count + 4
        if dictionary != nil {
            if let number = dictionary?.number(value) {
                numbers.append(number)
                return
            }
            giveUpDictionary()
        }
        appendPlain(value)
    }

    private mutating func appendPlain(_ value: Span<UInt8>) {
        if leaf.physicalType == 6 {
            withUnsafeBytes(of: UInt32(value.count).littleEndian) { values.append(contentsOf: $0) }
        }
        value.withUnsafeBufferPointer { values.append(contentsOf: $0) }
    }

    /// The dictionary stays for the pages that are finished; the current page's values become plain.
    private mutating func giveUpDictionary() {
        guard let full = dictionary else { return }
        for number in numbers { appendPlain(full.values[Int(number)]) }
        numbers.removeAll()
        if usesDictionary { finished = full }
        dictionary = nil
    }

    /// A dictionary that finished pages refer to, when no more values go into it.
    private var finished: ParquetDictionary?

    // MARK: Pages

    /// Ends a row: pages end where rows do.
    mutating func endRow() throws(DataError) {
        if rawBytes >= Self.pageBytes || pageEntryCount >= Self.pageEntries { try closePage() }
    }

    mutating func closePage() throws(DataError) {
        guard pageEntryCount > 0 else { return }
        var raw: [UInt8] = []
        appendLevels(repetitions, leaf.maximumRepetition, to: &raw)
        appendLevels(definitions, leaf.maximumDefinition, to: &raw)
        let isDictionary = dictionary != nil
        if let dictionary {
            let width = Int.bitWidth - max(dictionary.values.count - 1, 1).leadingZeroBitCount
            raw.append(UInt8(width))
            HybridEncoding.append(numbers, width: width, to: &raw)
            usesDictionary = true
        } else if leaf.physicalType == 0 {
            Self.appendBits(values, to: &raw)
        } else if raw.isEmpty {
            swap(&raw, &values)
        } else {
            raw += values
        }
        hasPlainPages = hasPlainPages || !isDictionary
        let (page, size) = try Self.page(raw, type: 0) { [pageEntryCount] header in
            header.structure(5) { data in
                data.i32(1, Int32(pageEntryCount))
                data.i32(2, isDictionary ? 8 : 0)  // RLE_DICTIONARY or PLAIN
                data.i32(3, 3)  // RLE
                data.i32(4, 3)
            }
        }
        pages += page
        uncompressedBytes += size
        entryCount += pageEntryCount
        values.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        definitions.removeAll(keepingCapacity: true)
        repetitions.removeAll(keepingCapacity: true)
        pageEntryCount = 0
        rawBytes = 0
    }

    private func appendLevels(_ levels: [UInt8], _ maximum: Int, to raw: inout [UInt8]) {
        guard maximum > 0 else { return }
        var runs: [UInt8] = []
        HybridEncoding.append(levels, width: Int.bitWidth - maximum.leadingZeroBitCount, to: &runs)
        withUnsafeBytes(of: UInt32(runs.count).littleEndian) { raw.append(contentsOf: $0) }
        raw += runs
    }

    private static func appendBits(_ values: [UInt8], to raw: inout [UInt8]) {
        for start in stride(from: 0, to: values.count, by: 8) {
            var byte: UInt8 = 0
            for place in start..<min(start + 8, values.count) { byte |= values[place] << UInt8(place - start) }
            raw.append(byte)
        }
    }

    /// The page that comes before all others, if any of them refers to it, and its size before compression.
    func dictionaryPage() throws(DataError) -> (bytes: [UInt8], size: Int) {
        guard usesDictionary, let dictionary = finished ?? dictionary else { return ([], 0) }
        var raw: [UInt8] = []
        for index in 0..<dictionary.values.count {
            let value = dictionary.values[index]
            if leaf.physicalType == 6 {
                withUnsafeBytes(of: UInt32(value.count).littleEndian) { raw.append(contentsOf: $0) }
            }
            value.withUnsafeBufferPointer { raw.append(contentsOf: $0) }
        }
        return try Self.page(raw, type: 2) { header in
            header.structure(7) { data in
                data.i32(1, Int32(dictionary.values.count))
                data.i32(2, 0)  // PLAIN
            }
        }
    }

    /// A page with its header (parquet.thrift, `PageHeader`), and their size before compression.
    private static func page(
        _ raw: [UInt8], type: Int32, _ writeRest: (inout ThriftWriter) -> Void
    ) throws(DataError) -> (bytes: [UInt8], size: Int) {
        let packed = try compress(raw)
        let checksum = packed.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
        var header = ThriftWriter()
        header.element { page in
            page.i32(1, type)
            page.i32(2, Int32(raw.count))
            page.i32(3, Int32(packed.count))
            page.i32(4, Int32(truncatingIfNeeded: Int(checksum)))
            writeRest(&page)
        }
        return (header.bytes + packed, header.bytes.count + raw.count)
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
