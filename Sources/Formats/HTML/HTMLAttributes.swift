/// Where the attributes of a start tag lie that matter for the text of a page.
struct HTMLAttributes {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    var classes = 0..<0
    var id = 0..<0
    var role = 0..<0
    var language = 0..<0
    private(set) var isHidden = false
    /// It leads somewhere; an anchor without is but a place.
    var isLink = false

    /// Takes the attribute `name`, if it is one of those wanted; the first of several counts.
    mutating func take(_ name: Range<Int>, _ value: Range<Int>, of page: Bytes) {
        let label = page[name]
        switch name.count {
        case 2: if id.isEmpty, Self.isEqual(label, "id") { id = value }
        case 4:
            if Self.isEqual(label, "href") { isLink = true }
            if role.isEmpty, Self.isEqual(label, "role") { role = value }
            if language.isEmpty, Self.isEqual(label, "lang") { language = value }
        case 5:
            if classes.isEmpty, Self.isEqual(label, "class") { classes = value }
            if Self.isEqual(label, "style"), Self.hides(page[value]) { isHidden = true }
        case 6: if Self.isEqual(label, "hidden") { isHidden = true }
        case 8: if language.isEmpty, Self.isEqual(label, "xml:lang") { language = value }
        case 11: if Self.isEqual(label, "aria-hidden"), Self.isEqual(page[value], "true") { isHidden = true }
        default: break
        }
    }

    /// Whether bytes are `wanted`, which is in small letters, in any case.
    @inline(__always)
    static func isEqual(_ bytes: Slice<Bytes>, _ wanted: StaticString) -> Bool {
        guard bytes.count == wanted.utf8CodeUnitCount else { return false }
        var index = 0
        for byte in bytes {
            if lowered(byte) != wanted.utf8Start[index] { return false }
            index &+= 1
        }
        return true
    }

    @inline(__always)
    static func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    /// `display: none` or `visibility: hidden`.
    private static func hides(_ style: Slice<Bytes>) -> Bool {
        var declaration = style.startIndex
        while declaration < style.endIndex {
            let end = style[declaration...].firstIndex(of: UInt8(ascii: ";")) ?? style.endIndex
            if let colon = style[declaration..<end].firstIndex(of: UInt8(ascii: ":")) {
                let name = trimmed(style[declaration..<colon])
                let value = trimmed(style[(colon + 1)..<end])
                if isEqual(name, "display"), starts(value, "none") { return true }
                if isEqual(name, "visibility"), starts(value, "hidden") { return true }
            }
            declaration = end + 1
        }
        return false
    }

    private static func starts(_ value: Slice<Bytes>, _ wanted: StaticString) -> Bool {
        isEqual(value.prefix(wanted.utf8CodeUnitCount), wanted)
    }

    private static func trimmed(_ bytes: Slice<Bytes>) -> Slice<Bytes> {
        var bytes = bytes.drop { $0 <= 0x20 }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return bytes
    }
}
