import CZlib

/// The pages of one column chunk, one after the other: header, checksum, decompression.
struct ParquetPages {
    struct Page {
        var header: ParquetPageHeader
        /// Levels and values.
        var bytes: [UInt8]
    }

    /// A page that takes more is refused, so that a small file cannot fill the memory.
    static let maximumBytes = 512 << 20
    static let tooLarge = ParquetFault("a page takes more than \(maximumBytes >> 20) MiB")
    private static let window = 1 << 16
    private static let maximumHeader = 16 << 20

    private let file: ParquetFile
    private let end: Int
    private let codec: ParquetCodec
    /// Offset in the file of the next page.
    private(set) var position: Int
    /// What has been read of the file, and where it lies.
    private var held: [UInt8] = []
    private var heldStart = 0

    init(_ chunk: ParquetChunk, of file: ParquetFile) throws(ParquetFault) {
        guard let codec = ParquetCodec(rawValue: chunk.codec) else {
            throw ParquetFault(
                "it is compressed by codec \(chunk.codec)\(chunk.codec == 4 ? ", brotli," : ""), which is not read")
        }
        self.file = file
        self.codec = codec
        position = chunk.range.lowerBound
        end = chunk.range.upperBound
    }

    /// nil behind the last page.
    mutating func next() throws(ParquetFault) -> Page? {
        guard position < end else { return nil }
        let header = try header()
        guard max(header.compressedBytes, header.uncompressedBytes) <= Self.maximumBytes else { throw Self.tooLarge }
        guard header.compressedBytes <= end - position else { throw .cutShort }
        try hold(header.compressedBytes)
        let start = position - heldStart
        position += header.compressedBytes
        let body = start..<start + header.compressedBytes
        if let checksum = header.checksum, Self.checksum(held.span.extracting(body)) != checksum {
            throw ParquetFault("a page's checksum is wrong")
        }
        return Page(header: header, bytes: try decompress(body, header))
    }

    private mutating func header() throws(ParquetFault) -> ParquetPageHeader {
        var wanted = Self.window
        while true {
            try hold(min(wanted, end - position))
            var reader = ThriftReader(held, at: position - heldStart)
            do throws(ParquetFault) {
                let header = try ParquetPageHeader(&reader)
                position = heldStart + reader.position
                return header
            } catch {
                // Long statistics may not be within what is held.
                if wanted >= min(end - position, Self.maximumHeader) { throw error }
                wanted *= 8
            }
        }
    }

    /// Sees to it that so many bytes from `position` on are held.
    private mutating func hold(_ count: Int) throws(ParquetFault) {
        if position >= heldStart, position + count <= heldStart + held.count { return }
        held = try file.bytes(position..<position + min(max(count, Self.window), end - position))
        heldStart = position
    }

    private func decompress(_ body: Range<Int>, _ header: ParquetPageHeader) throws(ParquetFault) -> [UInt8] {
        let packed = held.span.extracting(body)
        guard header.kind == .dataV2 else { return try codec.decompress(packed, to: header.uncompressedBytes) }
        let (levels, overflows) = header.definitionBytes.addingReportingOverflow(header.repetitionBytes)
        guard !overflows, levels <= packed.count, levels <= header.uncompressedBytes else { throw .cutShort }
        let values = packed.extracting(levels...)
        // An empty page may be said to be compressed.
        let codec = header.isCompressed && !values.isEmpty ? codec : .none
        var bytes = packed.extracting(first: levels).withUnsafeBufferPointer { Array($0) }
        bytes += try codec.decompress(values, to: values.isEmpty ? 0 : header.uncompressedBytes - levels)
        return bytes
    }

    /// CRC-32 as gzip has it.
    private static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
        bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
    }
}
