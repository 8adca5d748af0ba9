import Glibc
import Records

extension TextEncoding {
    /// A page may have so many bytes that are not of its encoding for each character beyond ASCII that is.
    private static let faultShare = 0.1

    /// The page in UTF-8, without byte order mark. A few bytes that are not of the encoding become U+FFFD, as in browsers;
    /// many mean that it is not the page's encoding.
    ///
    /// - Throws: with the offset of the first byte that is not of the encoding.
    func decode(_ page: Span<UInt8>) throws(RecordFault) -> [UInt8] {
        let body = page.extracting(markLength...)
        switch name {
        case "UTF-8":
            guard let fault = UTF8Validation.firstFault(in: body) else {
                return body.withUnsafeBufferPointer { Array($0) }
            }
            return try accept(body.withUnsafeBufferPointer { Array(String(decoding: $0, as: UTF8.self).utf8) }, fault)
        case "WINDOWS-1252": return Self.decodeWindows1252(body)
        default: return try convert(body)
        }
    }

    /// Text in which U+FFFD stands for what could not be read, the first of it at `fault`.
    private func accept(_ text: [UInt8], _ fault: Int) throws(RecordFault) -> [UInt8] {
        var (good, bad) = (0, 0)
        for index in text.indices where text[index] >= 0xC0 {
            let isReplacement = text[index] == 0xEF && text[index + 1] == 0xBF && text[index + 2] == 0xBD
            if isReplacement { bad += 1 } else { good += 1 }
        }
        if Double(bad) <= Self.faultShare * Double(good) { return text }
        throw RecordFault(reason: "not valid \(name) (at byte \(fault + markLength) of the page)")
    }

    /// Code points of 0x80…0x9F; those that windows-1252 leaves open stay the control characters of Latin-1
    /// (WHATWG Encoding, index-windows-1252).
    static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    private static func decodeWindows1252(_ bytes: Span<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 8)
        for index in bytes.indices {
            let byte = bytes[index]
            if byte < 0x80 {
                output.append(byte)
            } else {
                JSONText.appendUTF8(byte < 0xA0 ? windows1252[Int(byte) - 0x80] : UInt32(byte), to: &output)
            }
        }
        return output
    }

    private func convert(_ bytes: Span<UInt8>) throws(RecordFault) -> [UInt8] {
        let converter = iconv_open("UTF-8", name)
        guard let converter, Int(bitPattern: converter) != -1 else {
            throw RecordFault(reason: "its encoding '\(name)' is not known")
        }
        defer { iconv_close(converter) }
        var output: [UInt8] = []
        var room = [CChar](repeating: 0, count: 1 << 16)
        var firstFault: Int?
        bytes.withUnsafeBytes { raw in
            var source = UnsafeMutablePointer(mutating: raw.baseAddress?.assumingMemoryBound(to: CChar.self))
            var left = raw.count
            while left > 0 {
                let code: Int = room.withUnsafeMutableBufferPointer { buffer in
                    var target = buffer.baseAddress
                    var free = buffer.count
                    let code = Glibc.iconv(converter, &source, &left, &target, &free)
                    buffer.prefix(buffer.count - free).withMemoryRebound(to: UInt8.self) {
                        output.append(contentsOf: $0)
                    }
                    return code
                }
                guard code == -1, errno != E2BIG else { continue }
                firstFault = firstFault ?? raw.count - left
                output.append(contentsOf: UTF8.encodedReplacementCharacter)
                source = source.map { $0 + 1 }
                left -= 1
            }
        }
        guard let firstFault else { return output }
        return try accept(output, firstFault)
    }
}
