import Records

/// The least and the greatest value of a column chunk, for readers that pass over what they do not want
/// (parquet.thrift, `Statistics`). Long strings are cut, a greatest one so that it is not less than what it stands for.
struct ParquetStatistics {
    private enum Range {
        case none
        case integers(least: Int64, greatest: Int64)
        case doubles(least: Double, greatest: Double)
        case strings(least: [UInt8], greatest: [UInt8], isGreatestCut: Bool)
    }

    private var range = Range.none
    private let isInt32: Bool
    var nullCount = 0

    private static let maximumBytes = 64

    init(_ kind: ParquetColumn.Kind) { isInt32 = kind == .int32 }

    mutating func add(_ value: Int64) {
        if case .integers(let least, let greatest) = range {
            if value < least || value > greatest {
                range = .integers(least: min(least, value), greatest: max(greatest, value))
            }
        } else {
            range = .integers(least: value, greatest: value)
        }
    }

    /// NaN has no place among the others.
    mutating func add(_ value: Double) {
        if value.isNaN { return }
        if case .doubles(let least, let greatest) = range {
            range = .doubles(least: min(least, value), greatest: max(greatest, value))
        } else {
            range = .doubles(least: value, greatest: value)
        }
    }

    mutating func add(_ value: Span<UInt8>) {
        guard case .strings(let least, let greatest, _) = range else {
            range = .strings(
                least: Self.cut(value), greatest: Self.cut(value), isGreatestCut: value.count > Self.maximumBytes)
            return
        }
        if Self.isLess(value, least.span) {
            guard case .strings(_, let greatest, let isCut) = range else { return }
            range = .strings(least: Self.cut(value), greatest: greatest, isGreatestCut: isCut)
        } else if Self.isLess(greatest.span, value) {
            range = .strings(least: least, greatest: Self.cut(value), isGreatestCut: value.count > Self.maximumBytes)
        }
    }

    private static func isLess(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
        let count = min(one.count, other.count)
        for index in 0..<count where one[unchecked: index] != other[unchecked: index] {
            return one[unchecked: index] < other[unchecked: index]
        }
        return one.count < other.count
    }

    /// The beginning, at a character's end.
    private static func cut(_ value: Span<UInt8>) -> [UInt8] {
        var count = min(value.count, maximumBytes)
        while count < value.count, count > 0, value[count] & 0xC0 == 0x80 { count -= 1 }
        return value.extracting(first: count).withUnsafeBufferPointer { Array($0) }
    }

    func write(_ thrift: inout ThriftWriter) {
        thrift.i64(3, Int64(nullCount))
        switch range {
        case .none: break
        case .integers(let least, let greatest):
            thrift.bytes(5, bytes(greatest))
            thrift.bytes(6, bytes(least))
        case .doubles(let least, let greatest):
            // Zeros of either sign are equal to readers.
            thrift.bytes(5, Self.bytes((greatest == 0 ? 0 : greatest).bitPattern))
            thrift.bytes(6, Self.bytes((least == 0 ? -0.0 : least).bitPattern))
        case .strings(let least, let greatest, let isCut):
            if let greatest = isCut ? Self.raised(greatest) : greatest { thrift.bytes(5, greatest) }
            thrift.bytes(6, least)
        }
    }

    private func bytes(_ value: Int64) -> [UInt8] {
        isInt32 ? Self.bytes(UInt32(truncatingIfNeeded: value)) : Self.bytes(UInt64(bitPattern: value))
    }

    private static func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    /// The least short string behind all that begin so: its last ASCII character one higher; nil if it has none.
    private static func raised(_ value: [UInt8]) -> [UInt8]? {
        guard let last = value.lastIndex(where: { $0 < 0x7F }) else { return nil }
        return Array(value[..<last]) + [value[last] + 1]
    }
}
