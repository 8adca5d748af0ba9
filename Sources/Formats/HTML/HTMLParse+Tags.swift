/// Tags, and the elements they open and close.
extension HTMLParse {
    /// At `<` and a letter.
    mutating func startTag() {
        let start = index + 1
        var end = start
        while end < bytes.count, !Self.endsName(bytes[end]) { end &+= 1 }
        let (element, traits) = names.find(bytes[start..<end])
        index = end
        var attributes = HTMLAttributes()
        var isSelfClosing = false
        guard readAttributes(&attributes, &isSelfClosing) else {
            // Cut in the middle of a tag: there is nothing more.
            index = bytes.count
            return
        }
        begin(element, traits, attributes)
        if traits.contains(.raw) { rawContent(element, bytes[start..<end]) }
        if isSelfClosing, element == .other || element == .svg || element == .math { pop(to: open.count &- 1) }
    }

    @inline(__always)
    private static func endsName(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    }

    /// - Returns: false if the page ends within the tag.
    private mutating func readAttributes(_ attributes: inout HTMLAttributes, _ isSelfClosing: inout Bool) -> Bool {
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") {
                index &+= 1
                return true
            }
            if byte <= 0x20 || byte == UInt8(ascii: "/") {
                isSelfClosing = byte == UInt8(ascii: "/")
                index &+= 1
                continue
            }
            isSelfClosing = false
            guard let (name, value) = readAttribute() else { return false }
            attributes.take(name, value, of: bytes)
        }
        return false
    }

    private mutating func readAttribute() -> (name: Range<Int>, value: Range<Int>)? {
        let equals = UInt8(ascii: "=")
        let start = index
        // An equals sign may begin a name, but not go on one.
        index &+= 1
        while index < bytes.count, bytes[index] != equals, !Self.endsName(bytes[index]) { index &+= 1 }
        let name = start..<index
        skipSpace()
        guard index < bytes.count, bytes[index] == equals else { return (name, index..<index) }
        index &+= 1
        skipSpace()
        guard index < bytes.count else { return nil }
        let quote = bytes[index]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let end = find(quote, from: index &+ 1)
            guard end < bytes.count else { return nil }
            let value = (index &+ 1)..<end
            index = end &+ 1
            return (name, value)
        }
        let first = index
        while index < bytes.count, bytes[index] > 0x20, bytes[index] != UInt8(ascii: ">") { index &+= 1 }
        return (name, first..<index)
    }

    private mutating func skipSpace() {
        while index < bytes.count, bytes[index] <= 0x20 { index &+= 1 }
    }

    /// At `</`.
    mutating func endTag() {
        let start = index &+ 2
        let close = find(UInt8(ascii: ">"), from: start)
        index = min(close &+ 1, bytes.count)
        guard start < close, bytes[start].isASCIILetter else { return }
        var end = start
        while end < close, !Self.endsName(bytes[end]) { end &+= 1 }
        let (element, traits) = names.find(bytes[start..<end])
        if !traits.contains(.void) {
            self.end(element, traits)
        } else if element == .br {
            lineBreak()
        }
    }

    /// The content of an element that has no markup in it: up to its own end tag.
    private mutating func rawContent(_ element: HTMLElement, _ name: Slice<Bytes>) {
        let start = index
        var angle = element == .plaintext ? bytes.count : find(UInt8(ascii: "<"), from: start)
        while angle < bytes.count, !isEndTag(name, at: angle) { angle = find(UInt8(ascii: "<"), from: angle &+ 1) }
        if element == .title {
            addTitle(start..<angle)
        } else {
            addText(start..<angle)
        }
        // The end tag itself is next; without one the page ends in the element.
        index = angle
    }

    private func isEndTag(_ name: Slice<Bytes>, at angle: Int) -> Bool {
        let end = angle &+ 2 &+ name.count
        guard end <= bytes.count, bytes[angle &+ 1] == UInt8(ascii: "/") else { return false }
        guard end == bytes.count || Self.endsName(bytes[end]) else { return false }
        return zip(bytes[(angle &+ 2)..<end], name).allSatisfy { $0 | 0x20 == $1 | 0x20 }
    }
}
