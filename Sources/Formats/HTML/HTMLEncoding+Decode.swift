import Glibc
import Records

extension HTMLEncoding {
    /// The page in UTF-8, without byte order mark.
    ///
    /// - Throws: with the offset of the first byte that is not of the encoding.
    func decode(_ page: Span<UInt8>) throws(RecordFault) -> [UInt8] {
        let body = page.extracting(markLength...)
        switch name {
        case "UTF-8":
            if let fault = UTF8Validation.firstFault(in: body) { throw .notUTF8(at: fault + markLength) }
            return body.withUnsafeBufferPointer { Array($0) }
        case "WINDOWS-1252": return Self.decodeWindows1252(body)
        default: return try convert(body)
        }
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
        let fault = bytes.withUnsafeBytes { raw -> Int? in
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
                if code == -1, errno != E2BIG { return raw.count - left }
            }
            return nil
        }
        if let fault { throw RecordFault(reason: "not valid \(name) (at byte \(fault + markLength) of the page)") }
        return output
    }
}
