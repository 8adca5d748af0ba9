/// Integer and float literals, underscores and bases included.
struct NumberLiteral {
    var value: Constant
    var end: Int

    var isFloat: Bool {
        if case .float = value { true } else { false }
    }

    /// Nil if no number starts at the offset.
    static func scan(_ source: [UInt8], at start: Int) throws(Fault) -> NumberLiteral? {
        let afterDot = start > 0 && source[start - 1] == UInt8(ascii: ".")
        if !afterDot, let end = floatEnd(source, start) {
            let digits = source[start..<end].filter { $0 != UInt8(ascii: "_") }
            guard let number = Double(String(decoding: digits, as: UTF8.self)) else { return nil }
            return NumberLiteral(value: .float(number), end: end)
        }
        let (radix, first, end) = integerExtent(source, start)
        let digits = source[first..<end].filter { $0 != UInt8(ascii: "_") }
        guard let number = Int(String(decoding: digits, as: UTF8.self), radix: radix) else {
            throw .limit("the integer literal does not fit in 64 bits")
        }
        return NumberLiteral(value: .int(number), end: end)
    }

    private static func isDigit(_ byte: UInt8, _ radix: Int) -> Bool {
        switch radix {
        case 2: byte == 0x30 || byte == 0x31
        case 8: byte >= 0x30 && byte <= 0x37
        case 16: byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66
        default: byte >= 0x30 && byte <= 0x39
        }
    }

    /// After digits that single underscores may separate; `start` if there are none.
    private static func digitsEnd(_ source: [UInt8], _ start: Int, radix: Int = 10) -> Int {
        var end = start
        while end < source.count {
            if isDigit(source[end], radix) {
                end += 1
            } else if end > start, source[end] == 0x5F, end + 1 < source.count, isDigit(source[end + 1], radix) {
                end += 2
            } else {
                break
            }
        }
        return end
    }

    private static func floatEnd(_ source: [UInt8], _ start: Int) -> Int? {
        var end = digitsEnd(source, start)
        guard end > start, end < source.count else { return nil }
        var isFloat = false
        if source[end] == UInt8(ascii: ".") {
            let fraction = digitsEnd(source, end + 1)
            if fraction == end + 1 { return nil }
            end = fraction
            isFloat = true
        }
        if end < source.count, source[end] | 0x20 == UInt8(ascii: "e") {
            var exponent = end + 1
            if exponent < source.count, source[exponent] == 0x2B || source[exponent] == 0x2D { exponent += 1 }
            let last = digitsEnd(source, exponent)
            if last > exponent { return last }
        }
        return isFloat ? end : nil
    }

    private static func integerExtent(_ source: [UInt8], _ start: Int) -> (radix: Int, first: Int, end: Int) {
        guard source[start] == 0x30 else { return (10, start, digitsEnd(source, start)) }
        if start + 1 < source.count {
            let radix = [UInt8(ascii: "b"): 2, UInt8(ascii: "o"): 8, UInt8(ascii: "x"): 16][source[start + 1] | 0x20]
            if let radix {
                var first = start + 2
                if first < source.count, source[first] == 0x5F { first += 1 }
                let end = digitsEnd(source, first, radix: radix)
                if end > first { return (radix, first, end) }
            }
        }
        var end = start + 1
        while end < source.count {
            if source[end] == 0x30 {
                end += 1
            } else if source[end] == 0x5F, end + 1 < source.count, source[end + 1] == 0x30 {
                end += 2
            } else {
                break
            }
        }
        return (10, start, end)
    }
}
