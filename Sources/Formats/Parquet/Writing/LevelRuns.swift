/// Repetition or definition levels of one bit, in the run-length half of Parquet's hybrid encoding
/// (apache/parquet-format, Encodings.md, "Run Length Encoding / Bit-Packing Hybrid").
struct LevelRuns {
    private(set) var bytes: [UInt8] = []
    private var value: UInt8 = 0
    private var length = 0

    mutating func append(_ level: UInt8, count: Int) {
        guard count > 0 else { return }
        if level != value {
            closeRun()
            value = level
        }
        length += count
    }

    mutating func closeRun() {
        guard length > 0 else { return }
        var header = UInt64(length) << 1
        while header >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: header) | 0x80)
            header >>= 7
        }
        bytes.append(UInt8(header))
        bytes.append(value)
        length = 0
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        length = 0
        value = 0
    }
}
