import Records

extension WikitextPass {
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
        guard let kind = WikitextTag.kinds[name] else { return literal(1) }
        index += length
        let hasContents = !isClosing && !isEmpty
        switch kind {
        case .reference:
            if isClosing { close(.reference) } else if !isEmpty { push(.reference, mark: output.count) }
        case .unshown:
            guard hasContents, let end = contentEnd(name) else { return }
            index = end.after
            skipBlanks()
        case .verbatim, .verbatimWithReferences:
            guard hasContents, let end = contentEnd(name) else { return }
            verbatim(upTo: end.before, decoding: kind == .verbatimWithReferences)
            index = end.after
        case .breaking:
            if output.last != 0x0A, !output.isEmpty { output.append(0x0A) }
            lineStart = output.count
        case .inline: break
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
    private mutating func contentEnd(_ tag: [UInt8]) -> (before: Int, after: Int)? {
        if unclosedTags.contains(tag) { return nil }
        var from = index
        while let close = position(after: "</", from: from) {
            from = close
            guard close + tag.count < source.count else { break }
            if tag.indices.contains(where: { source[close + $0] | 0x20 != tag[$0] }) { continue }
            guard let after = position(after: ">", from: close + tag.count) else { continue }
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
