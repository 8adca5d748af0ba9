import Records

/// Finds where a JSON value ends without judging it, however the bytes come: brackets are counted, strings passed.
struct JSONExtent {
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private var isScalar = false
    private var hasBegun = false

    /// - Parameter start: where the bytes that were not given before begin.
    /// - Returns: the index after the value, or nil if it goes on.
    mutating func end(in bytes: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            if isEscaped {
                isEscaped = false
                index &+= 1
            } else if isInString {
                index = ByteScan.endOfPlainText(in: bytes, from: index)
                guard index < bytes.count else { return nil }
                passInString(bytes[index])
                index &+= 1
                if !isInString, depth == 0 { return index }
            } else {
                if isScalar, Self.endsScalar(bytes[index]) { return index }
                pass(bytes[index])
                index &+= 1
                if depth == 0, !isInString, !isScalar { return index }
            }
        }
        return nil
    }

    private mutating func passInString(_ byte: UInt8) {
        if byte == UInt8(ascii: "\\") { isEscaped = true }
        if byte == UInt8(ascii: "\"") { isInString = false }
    }

    private mutating func pass(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth &+= 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth = max(depth - 1, 0)
        case UInt8(ascii: "\""): isInString = true
        default: if !hasBegun { isScalar = true }
        }
        hasBegun = true
    }

    private static func endsScalar(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "}"):
            true
        default: false
        }
    }

    /// The value may end where the file does.
    var mayEndHere: Bool { isScalar }
}
