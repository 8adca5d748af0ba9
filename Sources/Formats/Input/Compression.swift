/// How a file is compressed, known by its first bytes and not by its name.
package enum Compression: String, Sendable, CaseIterable {
    case none, gzip, zstd, bzip2, xz, lz4

    /// How many first bytes `init(sniffing:)` wants to see.
    static let sniffedBytes = 10

    /// Magic numbers: RFC 1952 section 2.3.1; RFC 8878 sections 3.1.1 and 3.1.2 (skippable frames); bzip2's `BZh`, a
    /// level and the first block's or the end's magic; xz-file-format.txt section 2.1.1.1; lz4_Frame_format.md.
    package init(sniffing head: Span<UInt8>) {
        func starts(_ magic: [UInt8], at offset: Int = 0) -> Bool {
            guard head.count >= offset + magic.count else { return false }
            return magic.indices.allSatisfy { head[offset + $0] == magic[$0] }
        }
        if starts([0x1F, 0x8B, 0x08]) {
            self = .gzip
        } else if starts([0x28, 0xB5, 0x2F, 0xFD]) || (starts([0x2A, 0x4D, 0x18], at: 1) && head[0] & 0xF0 == 0x50) {
            self = .zstd
        } else if starts([0x42, 0x5A, 0x68]), head.count >= 10, (0x31...0x39).contains(head[3]),
            starts([0x31, 0x41, 0x59, 0x26, 0x53, 0x59], at: 4) || starts([0x17, 0x72, 0x45, 0x38, 0x50, 0x90], at: 4)
        {
            self = .bzip2
        } else if starts([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
            self = .xz
        } else if starts([0x04, 0x22, 0x4D, 0x18]) {
            self = .lz4
        } else {
            self = .none
        }
    }

    /// Suffixes of file names, with their dot.
    var suffixes: [String] {
        switch self {
        case .none: []
        case .gzip: [".gz"]
        case .zstd: [".zst", ".zstd"]
        case .bzip2: [".bz2"]
        case .xz: [".xz"]
        case .lz4: [".lz4"]
        }
    }

    /// What a file's name says.
    package init(named path: String) {
        self = Self.allCases.first { $0.suffixes.contains { path.hasSuffix($0) } } ?? .none
    }

    /// The name without the suffix of a compression.
    package static func stripSuffix(_ path: String) -> String {
        for suffix in allCases.flatMap(\.suffixes) where path.hasSuffix(suffix) {
            return String(path.dropLast(suffix.count))
        }
        return path
    }

    /// Of the magic number.
    var firstByte: UInt8? {
        switch self {
        case .none: nil
        case .gzip: 0x1F
        case .zstd: 0x28
        case .bzip2: 0x42
        case .xz: 0xFD
        case .lz4: 0x04
        }
    }

    func makeDecompressor() throws(DecompressionFault) -> (any Decompressor)? {
        switch self {
        case .none: return nil
        case .gzip: return try GzipDecompressor()
        case .zstd: return try ZstdDecompressor()
        case .bzip2: return Bzip2Decompressor()
        case .xz: return XZDecompressor()
        case .lz4: return try LZ4Decompressor()
        }
    }
}
