/// What of a construct's body is shown, as a range of it.
enum WikitextShown {
    typealias Body = UnsafeBufferPointer<UInt8>
    private static let bar = UInt8(ascii: "|")
    private static let colon = UInt8(ascii: ":")

    /// Of a link `target|label` the label: nothing if its target is a file, a category or this page in another language.
    static func label(_ body: Body, _ words: Wikitext) -> Range<Int> {
        let targetEnd = body.firstIndex(of: bar) ?? body.count
        if let colon = body[..<targetEnd].firstIndex(of: colon), colon > 0, colon < 100 {
            let namespace = Array(body[..<colon])
            if words.languages.contains(namespace) || words.unshownNamespaces.contains(Wikitext.folded(namespace.span))
            {
                return 0..<0
            }
        }
        if targetEnd == body.count { return (body.first == colon ? 1 : 0)..<body.count }
        if targetEnd + 1 < body.count { return (targetEnd + 1)..<body.count }
        // `[[w:Bern (city)|]]` stands for `Bern`.
        let start = body[..<targetEnd].firstIndex(of: colon).map { $0 + 1 } ?? 0
        let isQualified = targetEnd > 0 && body[targetEnd - 1] == UInt8(ascii: ")")
        let end = isQualified ? body[start..<targetEnd].firstIndex(of: UInt8(ascii: "(")) ?? targetEnd : targetEnd
        return trimmed(body, start..<end)
    }

    /// Of a template that shows one of its parameters, this.
    static func template(_ body: Body, _ words: Wikitext) -> Range<Int> {
        // No name of them is longer.
        guard let nameEnd = body.prefix(32).firstIndex(of: bar),
            let parameter = words.transparentTemplates[Wikitext.lowered(Array(body[trimmed(body, 0..<nameEnd)])[...])]
        else { return 0..<0 }
        var found = 0..<0
        var start = nameEnd + 1
        while start <= body.count {
            let end = body[start...].firstIndex(of: bar) ?? body.count
            let name = body[start..<end].prefix { $0.isASCIILetter }
            let isNamed = name.endIndex < end && body[name.endIndex] == UInt8(ascii: "=")
            if !isNamed {
                found = start..<end
                if parameter == .first { break }
            }
            start = end + 1
        }
        return found
    }

    /// Of `-{flags|text}-` the text, of `-{sr-ec:…; sr-el:…}-` the first.
    static func variant(_ body: Body) -> Range<Int> {
        let start = body.firstIndex(of: bar).map { $0 + 1 } ?? 0
        guard let colon = body[start...].firstIndex(of: colon),
            let end = body[colon...].firstIndex(of: UInt8(ascii: ";"))
        else { return start..<body.count }
        return (colon + 1)..<end
    }

    private static func trimmed(_ body: Body, _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, body[start] <= 0x20 { start += 1 }
        while start < end, body[end - 1] <= 0x20 { end -= 1 }
        return start..<end
    }
}
