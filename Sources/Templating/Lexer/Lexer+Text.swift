/// Text between tags, comments and raw blocks.
extension Lexer {
    private struct Opening {
        var kind: Marks.Opening
        var start: Int
        /// After the mark and its sign; for raw, after the whole tag.
        var end: Int
        var sign: UInt8
    }

    /// Text up to the next tag, and the tag.
    mutating func lexText() throws(Fault) {
        var scan = at
        var found: Opening?
        while scan < source.count {
            if let opening = opening(at: scan) {
                found = opening
                break
            }
            scan += 1
        }
        guard let found else {
            addText(to: source.count)
            return advance(to: source.count)
        }
        addText(to: stripped(end: found.start, sign: found.sign, isVariable: found.kind == .variable))
        advance(to: found.start)
        switch found.kind {
        case .comment:
            advance(to: found.end)
            try lexComment()
        case .raw:
            advance(to: found.end)
            try lexRaw()
        case .block:
            add(.blockBegin)
            advance(to: found.end)
            try lexTag(isBlock: true)
        case .variable:
            add(.variableBegin)
            advance(to: found.end)
            try lexTag(isBlock: false)
        }
    }

    private func opening(at offset: Int) -> Opening? {
        if let raw = rawOpening(at: offset) { return raw }
        for (mark, kind) in marks.openings where starts(mark, at: offset) {
            let end = offset + mark.count
            let sign = signByte(at: end)
            return Opening(kind: kind, start: offset, end: end + (sign == 0 ? 0 : 1), sign: sign)
        }
        return nil
    }

    private func signByte(at offset: Int) -> UInt8 {
        guard offset < source.count else { return 0 }
        let byte = source[offset]
        return byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") ? byte : 0
    }

    /// `{% raw %}`, which takes a `-` but no `+` before its end, and keeps the newline after it.
    private func rawOpening(at offset: Int) -> Opening? {
        guard starts(marks.blockStart, at: offset) else { return nil }
        let begin = offset + marks.blockStart.count
        let sign = signByte(at: begin)
        let word = skippingSpace(from: begin + (sign == 0 ? 0 : 1))
        guard starts(Array("raw".utf8), at: word) else { return nil }
        let end = skippingSpace(from: word + 3)
        if end < source.count, source[end] == UInt8(ascii: "-"), starts(marks.blockEnd, at: end + 1) {
            let after = skippingSpace(from: end + 1 + marks.blockEnd.count)
            return Opening(kind: .raw, start: offset, end: after, sign: sign)
        }
        guard starts(marks.blockEnd, at: end) else { return nil }
        return Opening(kind: .raw, start: offset, end: end + marks.blockEnd.count, sign: sign)
    }

    /// Where the text before a tag ends once white space control is applied.
    private func stripped(end: Int, sign: UInt8, isVariable: Bool) -> Int {
        if sign == UInt8(ascii: "-") { return droppingSpace(from: at, to: end) }
        guard sign == 0, options.lstripBlocks, !isVariable else { return end }
        var lineStart = end
        while lineStart > at, source[lineStart - 1] != 0x0A { lineStart -= 1 }
        guard lineStart > at || isLineStarting else { return end }
        return droppingSpace(from: lineStart, to: end) == lineStart ? lineStart : end
    }

    private mutating func addText(to end: Int) {
        if end > at { add(.data, .string(PythonString(source[at..<end]))) }
    }

    private mutating func lexComment() throws(Fault) {
        // The peer stops at the end of the source before it misses anything.
        if at == source.count { return }
        var scan = at
        while scan < source.count {
            if let end = closing(marks.commentEnd, at: scan, trims: true, plus: true) { return advance(to: end) }
            scan += 1
        }
        throw fault("missing end of comment tag")
    }

    private mutating func lexRaw() throws(Fault) {
        if at == source.count { return }
        var scan = at
        while scan < source.count {
            if starts(marks.blockStart, at: scan) {
                let begin = scan + marks.blockStart.count
                let sign = signByte(at: begin)
                let word = skippingSpace(from: begin + (sign == 0 ? 0 : 1))
                if starts(Array("endraw".utf8), at: word) {
                    let close = skippingSpace(from: word + 6)
                    if let end = closing(marks.blockEnd, at: close, trims: true, plus: true) {
                        addText(to: stripped(end: scan, sign: sign, isVariable: false))
                        return advance(to: end)
                    }
                }
            }
            scan += 1
        }
        throw fault("missing end of raw directive")
    }

    /// The offset after a closing mark at `offset`: `-` takes the white space after it, `+` keeps the newline that
    /// `trim_blocks` would drop.
    func closing(_ mark: [UInt8], at offset: Int, trims: Bool, plus: Bool) -> Int? {
        guard offset < source.count else { return nil }
        if source[offset] == UInt8(ascii: "-"), starts(mark, at: offset + 1) {
            return skippingSpace(from: offset + 1 + mark.count)
        }
        if plus, source[offset] == UInt8(ascii: "+"), starts(mark, at: offset + 1) { return offset + 1 + mark.count }
        guard starts(mark, at: offset) else { return nil }
        let end = offset + mark.count
        return trims && options.trimBlocks && end < source.count && source[end] == 0x0A ? end + 1 : end
    }
}
