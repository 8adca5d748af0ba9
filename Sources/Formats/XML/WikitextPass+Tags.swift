import Records

extension WikitextPass {
    /// Tags whose contents are not wikitext, and no text either.
    private static let raw: [StaticString] = [
        "math", "chem", "ce", "gallery", "timeline", "score", "imagemap", "hiero", "graph", "mapframe", "templatedata",
        "inputbox", "categorytree", "section", "references", "style", "script",
    ]
    /// Tags whose contents are text as they stand.
    private static let verbatim: [StaticString] = ["nowiki", "pre", "syntaxhighlight", "source", "code"]
    /// Tags that end a line.
    private static let breaking: [StaticString] = [
        "br", "p", "div", "li", "tr", "hr", "blockquote", "center", "dd", "dt",
    ]
    /// Longest tag looked at, in bytes; more is a `<` in the text.
    private static let maximumTag = 2000

    /// `<!-- -->`, `<ref>`, `<br>` and so on, or a `<` of the text.
    mutating func angle() {
        if byte(1) == UInt8(ascii: "!"), byte(2) == UInt8(ascii: "-"), byte(3) == UInt8(ascii: "-") {
            index = position(after: "-->", from: index + 4) ?? source.count
            return
        }
        let isClosing = byte(1) == UInt8(ascii: "/")
        var nameLength = 0
        let nameStart = isClosing ? 2 : 1
        while byte(nameStart + nameLength).isASCIILetter
            || (nameLength > 0 && byte(nameStart + nameLength).isASCIIDigit)
        {
            nameLength += 1
        }
        guard nameLength > 0, let length = tagLength() else { return literal(1) }
        let name = Wikitext.lowered(bytes(index + nameStart, nameLength)[...])
        let isEmpty = byte(length - 2) == UInt8(ascii: "/")
        index += length
        tag(name, isClosing: isClosing, isEmpty: isEmpty)
    }

    private func bytes(_ start: Int, _ count: Int) -> [UInt8] {
        source.extracting(start..<(start + count)).withUnsafeBufferPointer { Array($0) }
    }

    /// From `<` to `>`, or nil if that is not near.
    private func tagLength() -> Int? {
        var length = 1
        while length < Self.maximumTag, index + length < source.count {
            if byte(length) == UInt8(ascii: ">") { return length + 1 }
            if byte(length) == UInt8(ascii: "<") { return nil }
            length += 1
        }
        return nil
    }

    private mutating func tag(_ name: [UInt8], isClosing: Bool, isEmpty: Bool) {
        func find(_ names: [StaticString]) -> StaticString? {
            names.first { name.elementsEqual(UnsafeBufferPointer(start: $0.utf8Start, count: $0.utf8CodeUnitCount)) }
        }
        if find(["ref"]) != nil {
            if isClosing { close(.reference) } else if !isEmpty { open(.reference) }
        } else if let tag = find(Self.raw) {
            if !isClosing, !isEmpty, let end = contentEnd(tag) { index = end.after }
        } else if let tag = find(Self.verbatim) {
            guard !isClosing, !isEmpty, let end = contentEnd(tag) else { return }
            output += bytes(index, end.before - index)
            index = end.after
        } else if find(Self.breaking) != nil, output.last != 0x0A, !output.isEmpty {
            output.append(0x0A)
        }
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
