import CXML2
import Records

extension WikitextPass {
    mutating func openBrace() {
        guard byte(1) == UInt8(ascii: "{") else { return literal(1) }
        let isParameter = byte(2) == UInt8(ascii: "{") && byte(3) != UInt8(ascii: "{")
        open(isParameter ? .parameter : .template)
        index += isParameter ? 3 : 2
    }

    mutating func closeBrace() {
        guard byte(1) == UInt8(ascii: "}") else { return literal(1) }
        if byte(2) == UInt8(ascii: "}"), isOpen(.parameter) {
            index += 3
            close(.parameter)
            return
        }
        index += 2
        close(.template)
        // `Bern ({{IPA|…}}, ''Bärn'')`: what led over from the template goes with it.
        guard output.last == UInt8(ascii: "("), !isOpen(.template) else { return }
        while byte(0) == UInt8(ascii: ",") || byte(0) == UInt8(ascii: ";") || byte(0) == 0x20 { index += 1 }
    }

    mutating func openBracket() {
        if byte(1) == UInt8(ascii: "[") {
            open(.link)
            index += 2
            return
        }
        guard let address = addressLength() else { return literal(1) }
        index += 1 + address
        open(.externalLink)
        while byte(0) == 0x20 { index += 1 }
    }

    /// Length of the address after a `[`, or nil if none stands there.
    private func addressLength() -> Int? {
        var length = 0
        while byte(1 + length).isASCIILetter { length += 1 }
        let isProtocolRelative = length == 0 && byte(1) == UInt8(ascii: "/") && byte(2) == UInt8(ascii: "/")
        guard isProtocolRelative || (length > 0 && byte(1 + length) == UInt8(ascii: ":")) else { return nil }
        while index + 1 + length < source.count {
            let next = byte(1 + length)
            if next <= 0x20 || next == UInt8(ascii: "]") || next == UInt8(ascii: "[") || next == UInt8(ascii: "<") {
                break
            }
            length += 1
        }
        return length
    }

    mutating func closeBracket() {
        if isOpen(.externalLink) {
            index += 1
            close(.externalLink, keepingText: true)
        } else if byte(1) == UInt8(ascii: "]"), isOpen(.link) {
            index += 2
            endLink(close(.link, keepingText: true))
        } else {
            literal(1)
        }
    }

    /// What was written since `mark` is `target|label`, or for a file `target|options|caption`.
    private mutating func endLink(_ mark: Int) {
        var body = output[mark...]
        let target = body.prefix { $0 != UInt8(ascii: "|") }
        if let colon = target.firstIndex(of: UInt8(ascii: ":")), colon > target.startIndex {
            let namespace = Wikitext.lowered(target[..<colon].filter { $0 != 0x0A }[...])
            if droppedNamespaces.contains(where: { namespace.elementsEqual($0) }) {
                output.removeLast(output.count - mark)
                return
            }
        }
        if target.endIndex < body.endIndex {
            body = body[(target.endIndex + 1)...]
        } else if target.first == UInt8(ascii: ":") {
            body = body.dropFirst()
        }
        let label = Array(body)
        output.replaceSubrange(mark..., with: label)
    }

    /// Two, three or five are italic, bold or both; others are apostrophes of the text beside them.
    mutating func apostrophes() {
        var count = 0
        while byte(0) == UInt8(ascii: "'") {
            count += 1
            index += 1
        }
        let kept = count == 1 || count == 4 ? 1 : max(count - 5, 0)
        for _ in 0..<kept { output.append(UInt8(ascii: "'")) }
    }

    /// `__TOC__` and its like.
    mutating func behaviourSwitch() {
        var length = 2
        while byte(length).isASCIILetter, length < 40 { length += 1 }
        guard byte(1) == UInt8(ascii: "_"), length > 2, byte(length) == UInt8(ascii: "_"),
            byte(length + 1) == UInt8(ascii: "_")
        else { return literal(1) }
        index += length + 2
    }

    /// Templates leave empty parentheses behind: `Bern ({{IPA|…}}) is`.
    mutating func closeParenthesis() {
        var place = output.count
        while place > 0, [0x20, UInt8(ascii: ","), UInt8(ascii: ";")].contains(output[place - 1]) { place -= 1 }
        guard place > 0, output[place - 1] == UInt8(ascii: "(") else { return literal(1) }
        index += 1
        place -= 1
        if place > 0, output[place - 1] == 0x20 { place -= 1 }
        output.removeLast(output.count - place)
    }

    /// `&nbsp;`, `&#233;`, `&#xE9;`; a no-break space becomes a space.
    mutating func entity() {
        var length = 1
        while length < 12, byte(length).isASCIILetter || byte(length).isASCIIDigit || byte(length) == UInt8(ascii: "#")
        {
            length += 1
        }
        guard byte(length) == UInt8(ascii: ";"), length > 1 else { return literal(1) }
        let name = source.extracting((index + 1)..<(index + length)).withUnsafeBufferPointer {
            String(decoding: $0, as: UTF8.self)
        }
        guard let scalar = Self.scalar(of: name) else { return literal(1) }
        index += length + 1
        JSONText.appendUTF8(scalar == 0xA0 ? 0x20 : scalar, to: &output)
    }

    private static func scalar(of name: String) -> UInt32? {
        if name.hasPrefix("#x") || name.hasPrefix("#X") { return UInt32(name.dropFirst(2), radix: 16) }
        if name.hasPrefix("#") { return UInt32(name.dropFirst()) }
        return htmlEntityLookup(name).map { UInt32($0.pointee.value) }
    }
}

extension UInt8 {
    var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }
    var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
}
