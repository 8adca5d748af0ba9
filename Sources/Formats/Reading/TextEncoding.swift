import CUchardet
import Records

/// The encoding of a page: by byte order mark, by what the server says or it declares in its first bytes, else UTF-8 if it
/// is valid, else what its bytes look like (WHATWG Encoding, section 4.2, for what the labels really mean).
struct TextEncoding: Equatable {
    /// As iconv calls it.
    var name: String
    /// Bytes of the byte order mark.
    var markLength = 0

    /// How far a declaration is looked for: the HTML standard asks for 1024, real pages go beyond.
    private static let declarationBytes = 4096
    private static let detectionBytes = 1 << 16

    init(name: String, markLength: Int = 0) {
        self.name = name
        self.markLength = markLength
    }

    /// - Parameter charset: what the server says of the page.
    init(sniffing page: Span<UInt8>, charset: String? = nil) {
        self.init(page, charset.map(Self.meaning) ?? Self.declared(in: page.extracting(first: Self.declarationBytes)))
    }

    /// Of text without markup.
    init(ofText text: Span<UInt8>, charset: String?) {
        self.init(text, charset.map(Self.meaning))
    }

    /// A byte order mark outdoes what is declared.
    private init(_ page: Span<UInt8>, _ declared: @autoclosure () -> String?) {
        func starts(_ mark: [UInt8]) -> Bool {
            page.count >= mark.count && mark.indices.allSatisfy { page[$0] == mark[$0] }
        }
        if starts([0xEF, 0xBB, 0xBF]) {
            self.init(name: "UTF-8", markLength: 3)
        } else if starts([0xFE, 0xFF]) {
            self.init(name: "UTF-16BE", markLength: 2)
        } else if starts([0xFF, 0xFE]) {
            self.init(name: "UTF-16LE", markLength: 2)
        } else if let declared = declared() {
            self.init(name: declared)
        } else {
            self.init(name: UTF8Validation.firstFault(in: page) == nil ? "UTF-8" : Self.detected(page))
        }
    }

    /// `charset=` in a `<meta` tag, or `encoding=` in an XML declaration.
    private static func declared(in head: Span<UInt8>) -> String? {
        let text = head.withUnsafeBufferPointer { $0.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } }
        if text.starts(with: "<?xml".utf8), let end = text.firstIndex(of: UInt8(ascii: ">")),
            let name = label(in: text[..<end], after: "encoding")
        {
            return name
        }
        var from = 0
        while let meta = position(after: "<meta", in: text[from...]) {
            let end = text[meta...].firstIndex(of: UInt8(ascii: ">")) ?? text.count
            if let name = label(in: text[meta..<end], after: "charset") { return name }
            from = meta
        }
        return nil
    }

    private static func position(after wanted: String, in text: ArraySlice<UInt8>) -> Int? {
        let wanted = Array(wanted.utf8)
        var index = text.startIndex
        while index + wanted.count <= text.endIndex {
            if text[index..<(index + wanted.count)].elementsEqual(wanted) { return index + wanted.count }
            index += 1
        }
        return nil
    }

    private static func label(in tag: ArraySlice<UInt8>, after attribute: String) -> String? {
        guard let start = position(after: attribute, in: tag) else { return nil }
        var value = tag[start...].drop { $0 <= 0x20 }
        guard value.first == UInt8(ascii: "=") else { return nil }
        value = value.dropFirst().drop { $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
        let name = value.prefix {
            $0.isASCIILetter || $0.isASCIIDigit
                || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":")].contains($0)
        }
        return name.isEmpty ? nil : meaning(of: String(decoding: name, as: UTF8.self))
    }

    /// What browsers take a label for, where that is not what it says.
    private static func meaning(of label: String) -> String {
        switch label.lowercased() {
        case "utf8", "utf-8", "unicode-1-1-utf-8", "utf-16", "utf-16le", "utf-16be", "unicode": "UTF-8"
        case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii", "windows-1252",
            "cp1252", "x-cp1252":
            "WINDOWS-1252"
        case "iso-8859-9", "latin5": "WINDOWS-1254"
        case "tis-620", "iso-8859-11": "CP874"
        case "gb2312", "gbk", "gb_2312-80", "x-gbk", "chinese": "GB18030"
        case "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j": "CP932"
        case "euc-kr", "ks_c_5601-1987", "korean", "windows-949": "CP949"
        case "big5", "big5-hkscs", "x-x-big5", "cn-big5": "BIG5-HKSCS"
        default: label.uppercased()
        }
    }

    /// What uchardet, Mozilla's detector, takes the bytes for; windows-1252 if it does not know.
    private static func detected(_ page: Span<UInt8>) -> String {
        guard let detector = uchardet_new() else { return "WINDOWS-1252" }
        defer { uchardet_delete(detector) }
        page.extracting(first: detectionBytes).withUnsafeBytes {
            _ = uchardet_handle_data(detector, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
        }
        uchardet_data_end(detector)
        let name = uchardet_get_charset(detector).map { String(cString: $0) } ?? ""
        return name.isEmpty || name == "ASCII" ? "WINDOWS-1252" : meaning(of: name)
    }
}
