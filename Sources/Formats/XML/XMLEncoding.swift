import Glibc
import Records

/// Makes UTF-8 of a document in another encoding, by iconv.
///
/// A class because it owns the converters; used by one thread at a time.
final class XMLEncoding {
    let name: String
    private let decoder: iconv_t
    private let encoder: iconv_t
    private var room = [CChar](repeating: 0, count: 1 << 12)
    /// No UTF-8 has this byte: it stands for input that is not of the encoding, and libxml2 stops at it.
    private static let illFormed: UInt8 = 0xFF

    /// How much of a document is looked at for its encoding.
    static let sniffedBytes = 256

    private init?(_ name: String) {
        guard let decoder = iconv_open("UTF-8", name), Int(bitPattern: decoder) != -1 else { return nil }
        guard let encoder = iconv_open(name, "UTF-8"), Int(bitPattern: encoder) != -1 else {
            iconv_close(decoder)
            return nil
        }
        self.name = name
        self.decoder = decoder
        self.encoder = encoder
    }

    deinit {
        iconv_close(decoder)
        iconv_close(encoder)
    }

    /// How a document that begins with `head` is encoded, nil for UTF-8, and the length of its byte order mark (XML 1.0,
    /// appendix F). What begins in single bytes cannot be UTF-16, whatever it declares.
    static func sniff(_ head: Span<UInt8>, file: String) throws(DataError) -> (XMLEncoding?, mark: Int) {
        func starts(_ bytes: [UInt8]) -> Bool {
            head.count >= bytes.count && bytes.indices.allSatisfy { head[$0] == bytes[$0] }
        }
        if starts([0xEF, 0xBB, 0xBF]) { return (nil, 3) }
        if starts([0xFF, 0xFE]) { return (XMLEncoding("UTF-16LE"), 2) }
        if starts([0xFE, 0xFF]) { return (XMLEncoding("UTF-16BE"), 2) }
        if starts([0x3C, 0]) { return (XMLEncoding("UTF-16LE"), 0) }
        if starts([0, 0x3C]) { return (XMLEncoding("UTF-16BE"), 0) }
        guard let name = declared(head) else { return (nil, 0) }
        let upper = name.uppercased()
        if ["UTF-8", "UTF8", "US-ASCII", "ASCII"].contains(upper) || upper.hasPrefix("UTF-16")
            || upper.hasPrefix("UCS-2") || upper.hasPrefix("ISO-10646")
        {
            return (nil, 0)
        }
        guard let encoding = XMLEncoding(upper) else {
            throw DataError(
                "the document declares the encoding '\(name)', which is not known", file: file, line: 1,
                mend: "convert the file to UTF-8")
        }
        return (encoding, 0)
    }

    /// `encoding="…"` of the XML declaration.
    private static func declared(_ head: Span<UInt8>) -> String? {
        let text = head.extracting(first: sniffedBytes).withUnsafeBufferPointer { Array($0) }
        guard text.starts(with: "<?xml".utf8), let end = text.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let wanted = Array("encoding".utf8)
        guard let place = text[..<end].indices.first(where: { text[$0..<end].starts(with: wanted) }) else { return nil }
        let value = text[(place + wanted.count)..<end].drop {
            $0 <= 0x20 || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'")
        }
        let name = value.prefix {
            $0.isASCIILetter || $0.isASCIIDigit
                || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":")].contains($0)
        }
        return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }

    /// Appends `bytes` in UTF-8.
    ///
    /// - Parameter isEnd: no more come, so that a character cut short is an ill-formed one.
    /// - Returns: how many bytes were used: all but a character that is cut short.
    func decode(_ bytes: Span<UInt8>, isEnd: Bool, to output: inout [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var used = 0
            while used < bytes.count {
                let step = convert(decoder, UnsafeBufferPointer(rebasing: bytes[used...])) {
                    output.append(contentsOf: $0)
                }
                used += step.used
                switch step.error {
                case 0: return used
                case EINVAL where !isEnd: return used
                case EINVAL: used = bytes.count
                default: used = min(bytes.count, used + (name.hasPrefix("UTF-16") ? 2 : 1))
                }
                output.append(Self.illFormed)
            }
            return used
        }
    }

    /// How many bytes of the file `utf8` was made of.
    func encodedLength(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
        var length = 0
        var used = 0
        while used < utf8.count {
            let step = convert(encoder, UnsafeBufferPointer(rebasing: utf8[used...])) { length += $0.count }
            used += step.used
            if step.error == 0 { break }
            // An ill-formed one.
            used += 1
            length += name.hasPrefix("UTF-16") ? 2 : 1
        }
        return length
    }

    private func convert(
        _ converter: iconv_t, _ bytes: UnsafeBufferPointer<UInt8>, _ take: (UnsafeBufferPointer<UInt8>) -> Void
    ) -> (used: Int, error: Int32) {
        bytes.withMemoryRebound(to: CChar.self) { bytes in
            // iconv's interface is older than const.
            var source = UnsafeMutablePointer(mutating: bytes.baseAddress)
            var left = bytes.count
            while left > 0 {
                let code: Int = room.withUnsafeMutableBufferPointer { buffer in
                    var target = buffer.baseAddress
                    var free = buffer.count
                    let code = Glibc.iconv(converter, &source, &left, &target, &free)
                    buffer.prefix(buffer.count - free).withMemoryRebound(to: UInt8.self) {
                        take(UnsafeBufferPointer($0))
                    }
                    return code
                }
                if code == -1, errno != E2BIG { return (bytes.count - left, errno) }
            }
            return (bytes.count, 0)
        }
    }
}
