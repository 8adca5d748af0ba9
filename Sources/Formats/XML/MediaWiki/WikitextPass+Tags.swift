import Records

extension WikitextPass {
    /// Tags whose contents are not wikitext, and no text either.
    private static let unshown: [StaticString] = [
        "math", "gallery", "timeline", "score", "imagemap", "hiero", "graph", "chart", "mapframe", "maplink",
        "templatedata", "templatestyles", "inputbox", "categorytree", "section", "references", "includeonly", "style",
        "script", "indicator", "rss", "dynamicpagelist",
    ]
    /// Tags whose contents are text as they stand.
    private static let verbatim: [StaticString] = ["nowiki", "pre", "syntaxhighlight", "source", "chem", "ce"]
    /// Tags that end a line.
    private static let breaking: [StaticString] = [
        "br", "p", "div", "li", "tr", "hr", "blockquote", "center", "dd", "dt", "poem", "ul", "ol", "dl", "table", "h1",
        "h2", "h3", "h4", "h5", "h6",
    ]
    /// Tags that only their contents are left of (MediaWiki's Sanitizer and its own). What is none is a `<` of the text.
    private static let inline: [StaticString] = [
        "abbr", "b", "bdi", "bdo", "big", "caption", "cite", "code", "col", "colgroup", "data", "del", "dfn", "em",
        "font", "i", "ins", "kbd", "link", "mark", "meta", "noinclude", "onlyinclude", "q", "rb", "rp", "rt", "rtc",
        "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tbody", "td", "tfoot", "th", "thead",
        "time", "tt", "u", "var", "wbr", "img", "a", "translate", "tvar", "languages", "onlysection", "ref",
    ]
    /// Longest tag looked at, in bytes; more is a `<` in the text.
    private static let maximumTag = 2000
    private static let maximumName = 20

    /// `<!-- -->`, `<ref>`, `<br>` and so on, or a `<` of the text.
    mutating func angle() {
        if byte(1) == UInt8(ascii: "!"), byte(2) == UInt8(ascii: "-"), byte(3) == UInt8(ascii: "-") {
            index = position(after: "-->", from: index + 4) ?? source.count
            return skipBlanks()
        }
        let isClosing = byte(1) == UInt8(ascii: "/")
        let nameStart = isClosing ? 2 : 1
        var nameEnd = nameStart
        while nameEnd - nameStart < Self.maximumName,
            byte(nameEnd).isASCIILetter || (nameEnd > nameStart && byte(nameEnd).isASCIIDigit)
        { nameEnd += 1 }
        guard nameEnd > nameStart, let length = tagLength(from: nameEnd) else { return literal(1) }
        let name = Wikitext.lowered(bytes(index + nameStart, nameEnd - nameStart)[...])
        let isEmpty = byte(length - 2) == UInt8(ascii: "/")
        tag(name, length: length, isClosing: isClosing, isEmpty: isEmpty)
    }

    private func bytes(_ start: Int, _ count: Int) -> [UInt8] {
        source.extracting(start..<(start + count)).withUnsafeBufferPointer { Array($0) }
    }

    /// From `<` to `>`, or nil if that is not near or what follows the name is no attribute.
    private func tagLength(from nameEnd: Int) -> Int? {
        var length = nameEnd
        let next = byte(length)
        guard next <= 0x20 || next == UInt8(ascii: "/") || next == UInt8(ascii: ">") else { return nil }
        var quote: UInt8 = 0
        while length < Self.maximumTag, index + length < source.count {
            let next = byte(length)
            if quote != 0 {
                if next == quote { quote = 0 }
                if next == 0x0A { return nil }
            } else if next == UInt8(ascii: ">") {
                return length + 1
            } else if next == UInt8(ascii: "<") {
                return nil
            } else if next == UInt8(ascii: "\""), byte(length - 1) == UInt8(ascii: "=") {
                quote = next
            }
            length += 1
        }
        return nil
    }

    private mutating func tag(_ name: [UInt8], length: Int, isClosing: Bool, isEmpty: Bool) {
        func find(_ names: [StaticString]) -> StaticString? {
            names.first { name.elementsEqual(UnsafeBufferPointer(start: $0.utf8Start, count: $0.utf8CodeUnitCount)) }
        }
        if find(["ref"]) != nil {
            index += length
            if isClosing { close(.reference) } else if !isEmpty { push(.reference, mark: output.count) }
        } else if let tag = find(Self.unshown) {
            index += length
            guard !isClosing, !isEmpty, let end = contentEnd(tag) else { return }
            index = end.after
            skipBlanks()
        } else if let tag = find(Self.verbatim) {
            index += length
            guard !isClosing, !isEmpty, let end = contentEnd(tag) else { return }
            verbatim(upTo: end.before, decoding: find(["nowiki", "pre"]) != nil)
            index = end.after
        } else if find(Self.breaking) != nil {
            index += length
            if output.last != 0x0A, !output.isEmpty { output.append(0x0A) }
            lineStart = output.count
        } else if find(Self.inline) != nil {
            index += length
        } else {
            literal(1)
        }
    }

    /// In `nowiki` and `pre` a character may be written by its reference.
    private mutating func verbatim(upTo end: Int, decoding: Bool) {
        while index < end {
            let rest = source.extracting(index..<end)
            let length = decoding ? ByteScan.first(UInt8(ascii: "&"), in: rest) ?? rest.count : rest.count
            rest.extracting(first: length).withUnsafeBufferPointer { output.append(contentsOf: $0) }
            index += length
            if index < end { entity() }
        }
        // None of it is a heading or a rule.
        lineStart = output.count
    }

    /// Where the closing half of a tag begins and ends.
    private mutating func contentEnd(_ tag: StaticString) -> (before: Int, after: Int)? {
        if unclosedTags.contains(where: { $0.utf8Start == tag.utf8Start }) { return nil }
        var from = index
        while let close = position(after: "</", from: from) {
            from = close
            guard close + tag.utf8CodeUnitCount < source.count else { break }
            var matches = true
            for place in 0..<tag.utf8CodeUnitCount where source[close + place] | 0x20 != tag.utf8Start[place] {
                matches = false
                break
            }
            guard matches, let after = position(after: ">", from: close + tag.utf8CodeUnitCount) else { continue }
            return (close - 2, after)
        }
        unclosedTags.append(tag)
        return nil
    }

    private func position(after wanted: StaticString, from start: Int) -> Int? {
        var from = start
        while from < source.count, let first = ByteScan.first(wanted.utf8Start[0], in: source, from: from) {
            let end = first + wanted.utf8CodeUnitCount
            guard end <= source.count else { return nil }
            var matches = true
            for place in 0..<wanted.utf8CodeUnitCount where source[first + place] != wanted.utf8Start[place] {
                matches = false
                break
            }
            if matches { return end }
            from = first + 1
        }
        return nil
    }
}
