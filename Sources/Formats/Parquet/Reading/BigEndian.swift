/// Integers of any length, the highest byte first and in two's complement, as Parquet stores decimals.
enum BigEndian {
    static func decimal(_ bytes: Span<UInt8>) -> String {
        let isNegative = bytes.count > 0 && bytes[0] >= 0x80
        var magnitude = bytes.withUnsafeBufferPointer { Array($0) }
        if isNegative {
            var carry: UInt8 = 1
            for index in magnitude.indices.reversed() {
                let (sum, overflows) = (~magnitude[index]).addingReportingOverflow(carry)
                magnitude[index] = sum
                carry = overflows ? 1 : 0
            }
        }
        // Divided by 10 until nothing is left; a decimal has a few dozen digits.
        var digits: [UInt8] = []
        var first = 0
        while true {
            while first < magnitude.count, magnitude[first] == 0 { first += 1 }
            if first == magnitude.count { break }
            var remainder = 0
            for index in first..<magnitude.count {
                let value = remainder << 8 | Int(magnitude[index])
                magnitude[index] = UInt8(value / 10)
                remainder = value % 10
            }
            digits.append(UInt8(ascii: "0") + UInt8(remainder))
        }
        if digits.isEmpty { return "0" }
        return (isNegative ? "-" : "") + String(decoding: digits.reversed(), as: UTF8.self)
    }
}
