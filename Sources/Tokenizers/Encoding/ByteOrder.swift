internal import Glibc

/// Byte strings compared as memory.
enum ByteOrder {
    static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        left.count == right.count && compare(left, right) == 0
    }

    static func isBefore(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        let order = compare(left, right)
        return order != 0 ? order < 0 : left.count < right.count
    }

    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool { areEqual(left.span, right.span) }

    static func isBefore(_ left: [UInt8], _ right: [UInt8]) -> Bool { isBefore(left.span, right.span) }

    /// Order of the common length.
    private static func compare(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int32 {
        left.withUnsafeBufferPointer { first in
            right.withUnsafeBufferPointer { second in
                guard let a = first.baseAddress, let b = second.baseAddress else { return 0 }
                return memcmp(a, b, min(first.count, second.count))
            }
        }
    }
}
