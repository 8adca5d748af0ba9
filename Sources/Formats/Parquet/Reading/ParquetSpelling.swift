import Records

/// A stored value as a JSON scalar, by its type (see `ParquetJSON`).
struct ParquetSpelling {
    let leaf: ParquetSchema.Leaf

    var isQuoted: Bool {
        switch leaf.type {
        case .boolean, .signed, .unsigned, .float16, .float, .double, .decimal: false
        default: true
        }
    }

    func append(_ column: ParquetColumnCursor, to output: inout [UInt8]) {
        // A closure that changes `output` may not be one of two.
        var number: UInt64?
        column.withValue(
            number: { number = $0 }, bytes: { append($0, to: &output) })
        if let number { append(number, to: &output) }
    }

    private func append(_ bits: UInt64, to output: inout [UInt8]) {
        let signed = Int(Int64(bitPattern: bits))
        switch leaf.type {
        case .boolean: output += Array((bits == 0 ? "false" : "true").utf8)
        case .unsigned:
            output += Array(String(leaf.physicalType == 1 ? bits & 0xFFFF_FFFF : bits).utf8)
        case .float:
            let value = Float(bitPattern: UInt32(truncatingIfNeeded: bits))
            output += Array((value.isFinite ? value.description : "null").utf8)
        case .double: JSONText.appendNumber(Double(bitPattern: bits), to: &output)
        case .decimal(let scale): Self.appendDecimal(String(signed), scale, to: &output)
        case .date: quoted(CivilTime(days: signed).date, to: &output)
        case .time(let unit): quoted(CivilTime(signed, unit).time, to: &output)
        case .timestamp(let unit, let isUTC):
            let time = CivilTime(signed, unit)
            quoted(time.date + "T" + time.time + (isUTC ? "Z" : ""), to: &output)
        case .signed, .float16, .string, .json, .binary, .uuid: JSONText.appendNumber(signed, to: &output)
        }
    }

    private func append(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
        switch leaf.type {
        case .string: Self.appendText(bytes, to: &output)
        case .json: Self.appendJSON(bytes, to: &output)
        case .decimal(let scale): Self.appendDecimal(BigEndian.decimal(bytes), scale, to: &output)
        case .float16:
            let value = Self.half(UInt16(bytes[0]) | UInt16(bytes[1]) << 8)
            output += Array((value.isFinite ? value.description : "null").utf8)
        case .timestamp where leaf.physicalType == 3:
            let time = CivilTime(int96: bytes)
            quoted(time.date + "T" + time.time, to: &output)
        case .uuid: quoted(Self.uuid(bytes), to: &output)
        default:
            output.append(UInt8(ascii: "\""))
            Base64.append(bytes, to: &output)
            output.append(UInt8(ascii: "\""))
        }
    }

    private func quoted(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        output += Array(text.utf8)
        output.append(UInt8(ascii: "\""))
    }

    /// What is JSON stays so; what is called JSON and is none becomes a string.
    private static func appendJSON(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
        var scanner = JSONScanner(bytes)
        let isJSON =
            UTF8Validation.firstFault(in: bytes) == nil && (try? scanner.value()) != nil
            && (try? scanner.expectEnd()) != nil
        if isJSON { JSONText.appendRespelled(bytes, to: &output) } else { appendText(bytes, to: &output) }
    }

    /// What is no UTF-8 has U+FFFD in its place: the value is one of many that are carried along.
    private static func appendText(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
        if UTF8Validation.firstFault(in: bytes) == nil {
            JSONText.appendString(bytes, to: &output)
        } else {
            JSONText.appendString(bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }, to: &output)
        }
    }

    /// - Parameter digits: of the unscaled value, perhaps with a minus.
    private static func appendDecimal(_ digits: String, _ scale: Int, to output: inout [UInt8]) {
        guard scale > 0, scale <= 1000 else {
            output += Array(digits.utf8)
            if scale < 0, scale >= -1000, digits != "0" {
                output += [UInt8](repeating: UInt8(ascii: "0"), count: -scale)
            }
            return
        }
        var text = digits
        if text.hasPrefix("-") {
            text.removeFirst()
            output.append(UInt8(ascii: "-"))
        }
        let padded = String(repeating: "0", count: max(0, scale + 1 - text.count)) + text
        output += Array((padded.dropLast(scale) + "." + padded.suffix(scale)).utf8)
    }

    private static func half(_ bits: UInt16) -> Float {
        let (exponent, fraction) = (Int(bits >> 10 & 31), Float(bits & 1023))
        let magnitude: Float =
            switch exponent {
            case 0: fraction / 16_777_216
            case 31: fraction == 0 ? .infinity : .nan
            default: Float(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1024)
            }
        return bits >> 15 == 1 ? -magnitude : magnitude
    }

    private static func uuid(_ bytes: Span<UInt8>) -> String {
        var text = ""
        for index in bytes.indices {
            if [4, 6, 8, 10].contains(index) { text += "-" }
            let digits = String(bytes[index], radix: 16)
            text += digits.count == 1 ? "0" + digits : digits
        }
        return text
    }
}
