extension Double {
    /// Python's `repr`: the shortest digits that read back, with an exponent below 1e-4 and from 1e16 on.
    var pythonRepr: String {
        if isNaN { return "nan" }
        if isInfinite { return self < 0 ? "-inf" : "inf" }
        let (digits, exponent) = decimalDigits
        let body: String
        if exponent < -4 || exponent >= 16 {
            let tail = digits.count > 1 ? "." + digits.dropFirst() : ""
            let size = abs(exponent)
            body = digits.prefix(1) + tail + "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + String(size)
        } else if exponent < 0 {
            body = "0." + String(repeating: "0", count: -exponent - 1) + digits
        } else if digits.count <= exponent + 1 {
            body = digits + String(repeating: "0", count: exponent + 1 - digits.count) + ".0"
        } else {
            body = digits.prefix(exponent + 1) + "." + digits.dropFirst(exponent + 1)
        }
        return (sign == .minus ? "-" : "") + body
    }

    /// Shortest significant digits, and the power of ten of the first of them. The standard library finds the
    /// digits; only its layout differs from Python's.
    private var decimalDigits: (String, Int) {
        var digits: [UInt8] = []
        var exponent = 0
        var point: Int?
        let text = Array(magnitude.description.utf8)
        var at = 0
        while at < text.count {
            let byte = text[at]
            if byte == UInt8(ascii: ".") {
                point = digits.count
            } else if byte == UInt8(ascii: "e") {
                exponent = Int(String(decoding: text[(at + 1)...], as: UTF8.self)) ?? 0
                break
            } else {
                digits.append(byte)
            }
            at += 1
        }
        exponent += (point ?? digits.count) - 1
        let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
        if leading == digits.count { return ("0", 0) }
        digits.removeFirst(leading)
        exponent -= leading
        while digits.last == UInt8(ascii: "0"), digits.count > 1 { digits.removeLast() }
        return (String(decoding: digits, as: UTF8.self), exponent)
    }
}
