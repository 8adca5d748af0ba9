import Records

extension WikitextPass {
    mutating func openBrace() {
        guard byte(1) == UInt8(ascii: "{") else {
            // `-{text}-` is converted between scripts, as Serbian is.
            let isVariant = output.last == UInt8(ascii: "-") && byte(1) != UInt8(ascii: "|")
            literal(1)
            if isVariant { push(.variant, mark: output.count - 2) }
            return
        }
        let isParameter = byte(2) == UInt8(ascii: "{") && byte(3) != UInt8(ascii: "{")
        open(isParameter ? .parameter : .template, with: isParameter ? 3 : 2)
    }

    mutating func closeBrace() {
        guard byte(1) == UInt8(ascii: "}") else {
            guard byte(1) == UInt8(ascii: "-"), isOpen(.variant) else { return literal(1) }
            index += 2
            return close(.variant) { WikitextShown.variant($0) }
        }
        if byte(2) == UInt8(ascii: "}"), isOpen(.parameter) {
            index += 3
            return close(.parameter)
        }
        guard isOpen(.template) else { return literal(2) }
        index += 2
        let words = words
        close(.template) { WikitextShown.template($0, words) }
        // `Bern ({{IPA|…}}, ''Bärn'')`: what led over from the template goes with it.
        guard output.last == UInt8(ascii: "("), !isOpen(.template) else { return }
        while byte(0) == UInt8(ascii: ",") || byte(0) == UInt8(ascii: ";") || byte(0) == 0x20 { index += 1 }
    }

    // MARK: Links

    mutating func openBracket() {
        if byte(1) == UInt8(ascii: "[") { return open(.link, with: 2) }
        guard var length = addressLength() else { return literal(1) }
        while byte(length) == 0x20 { length += 1 }
        open(.externalLink, with: length)
    }

    private static let schemes: [StaticString] = [
        "http", "https", "ftp", "ftps", "mailto", "irc", "ircs", "news", "nntp", "tel", "sip", "sips", "sms", "ssh",
        "sftp", "svn", "git", "gopher", "telnet", "urn", "xmpp", "geo", "magnet", "mms", "worldwind", "bitcoin",
    ]

    /// Length of a `[` and the address after it, or nil if none stands there.
    private func addressLength() -> Int? {
        var length = 1
        while byte(length).isASCIILetter, length < 16 { length += 1 }
        if length == 1 {
            guard byte(1) == UInt8(ascii: "/"), byte(2) == UInt8(ascii: "/"), byte(3) > 0x20 else { return nil }
        } else {
            let isScheme = Self.schemes.contains { scheme in
                scheme.utf8CodeUnitCount == length - 1
                    && (0..<(length - 1)).allSatisfy { byte(1 + $0) | 0x20 == scheme.utf8Start[$0] }
            }
            guard isScheme, byte(length) == UInt8(ascii: ":") else { return nil }
        }
        while index + length < source.count {
            let next = byte(length)
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
            close(.externalLink) { $0.indices }
        } else if byte(1) == UInt8(ascii: "]"), isOpen(.link) {
            index += 2
            let words = words
            close(.link) { WikitextShown.label($0, words) }
        } else {
            literal(1)
        }
    }

    // MARK: Within a line

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

    /// `__TOC__` and its like, in any language: two underscores, capitals, two underscores.
    mutating func behaviourSwitch() {
        guard byte(1) == UInt8(ascii: "_") else { return literal(1) }
        var length = 2
        while length < 80,
            byte(length) >= 0x80 || (0x41...0x5A).contains(byte(length))
                || (byte(length) == UInt8(ascii: "_") && byte(length + 1) != UInt8(ascii: "_"))
        { length += 1 }
        guard length > 3, byte(length) == UInt8(ascii: "_"), byte(length + 1) == UInt8(ascii: "_") else {
            return literal(1)
        }
        index += length + 2
        skipBlanks()
    }

    /// Templates leave empty parentheses behind: `Bern ({{IPA|…}}) is`.
    mutating func closeParenthesis() {
        var place = output.count
        while place > 0, [0x20, UInt8(ascii: ","), UInt8(ascii: ";")].contains(output[place - 1]) { place -= 1 }
        guard place > 0, output[place - 1] == UInt8(ascii: "("), index > 0, source[index - 1] != UInt8(ascii: "(")
        else {
            return literal(1)
        }
        index += 1
        place -= 1
        if place > 0, output[place - 1] == 0x20 { place -= 1 }
        output.removeLast(output.count - place)
    }

    mutating func entity() {
        if let length = CharacterReference.append(at: index, of: source, to: &output) {
            index += length
        } else {
            literal(1)
        }
    }
}
