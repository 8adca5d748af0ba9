/// A Python `str`: UTF-8 bytes, indexed by code point. A lone surrogate, which Python allows, is held as the three
/// bytes UTF-8 would give it.
package struct PythonString: Sendable {
    package private(set) var bytes: [UInt8]
    /// Whether byte and code point positions are the same.
    private(set) var isASCII: Bool
    /// Whether this is markupsafe's `Markup`: text that is already escaped.
    private(set) var isMarkup: Bool

    package init(_ bytes: [UInt8]) {
        self.init(bytes: bytes, isASCII: bytes.span.isASCII, isMarkup: false)
    }

    package init(_ string: String) {
        self.init(Array(string.utf8))
    }

    init(bytes: [UInt8], isASCII: Bool, isMarkup: Bool = false) {
        self.bytes = bytes
        self.isASCII = isASCII
        self.isMarkup = isMarkup
    }

    init(_ slice: ArraySlice<UInt8>, isASCII: Bool = false, isMarkup: Bool = false) {
        let bytes = Array(slice)
        self.init(bytes: bytes, isASCII: isASCII || bytes.span.isASCII, isMarkup: isMarkup)
    }

    static let empty = PythonString(bytes: [], isASCII: true)

    var isEmpty: Bool { bytes.isEmpty }

    /// Length in code points.
    var count: Int { isASCII ? bytes.count : bytes.span.codePointCount }

    /// The same text as `Markup`, or as a plain `str`.
    func marked(_ markup: Bool) -> PythonString {
        PythonString(bytes: bytes, isASCII: isASCII, isMarkup: markup)
    }

    mutating func append(_ other: PythonString) {
        bytes.append(contentsOf: other.bytes)
        isASCII = isASCII && other.isASCII
    }

    /// Byte offset of a code point position between 0 and `count`.
    func offset(ofPoint position: Int) -> Int {
        if isASCII { return position }
        var left = position
        var at = 0
        while at < bytes.count {
            if bytes[at] & 0xC0 != 0x80 {
                if left == 0 { return at }
                left -= 1
            }
            at += 1
        }
        return bytes.count
    }

    /// Code point position of a byte offset.
    func point(ofOffset offset: Int) -> Int {
        isASCII ? offset : bytes.span.extracting(0..<offset).codePointCount
    }

    func slice(_ range: Range<Int>) -> PythonString {
        PythonString(bytes[range], isASCII: isASCII, isMarkup: isMarkup)
    }

    /// The scalars; a lone surrogate becomes U+FFFD, since Swift has no scalar for it.
    var scalars: String.UnicodeScalarView { text.unicodeScalars }

    /// The text as a `String`, for a person to read or for Unicode properties.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    static func == (left: PythonString, right: String) -> Bool {
        left.bytes.elementsEqual(right.utf8)
    }
}

extension PythonString: Hashable {
    package static func == (left: PythonString, right: PythonString) -> Bool { left.bytes == right.bytes }

    package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

extension PythonString {
    /// The byte range of every code point.
    var points: [Range<Int>] {
        var ranges: [Range<Int>] = []
        let span = bytes.span
        var at = 0
        while at < span.count {
            let end = at + span.codePointLength(at: at)
            ranges.append(at..<end)
            at = end
        }
        return ranges
    }

    /// Whether Python would accept it as a name.
    var isIdentifier: Bool {
        guard let first = scalars.first, UnicodeRules.isIdentifierStart(first) else { return false }
        return scalars.dropFirst().allSatisfy(UnicodeRules.isIdentifierContinue)
    }
}
