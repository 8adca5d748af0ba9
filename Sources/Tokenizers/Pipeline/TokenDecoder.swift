/// Turns tokens back into text: the decoders of Hugging Face tokenizers 0.23.3, by their names there. Each takes the
/// tokens' spellings and gives spellings; at the end they are put together.
indirect enum TokenDecoder: Sendable {
    case byteLevel
    case byteFallback
    case fuse
    case strip(UInt32, start: Int, stop: Int)
    case replace(TextPattern, with: [UInt32])
    case metaspace(UInt32, PieceSplitter.PrependScheme)
    case wordPiece(prefix: [UInt8], cleansUp: Bool)
    case bpe(suffix: [UInt8])
    case ctc(pad: [UInt8], wordDelimiter: [UInt8], cleansUp: Bool)
    case sequence([TokenDecoder])

    func apply(_ tokens: [[UInt8]]) -> [[UInt8]] {
        switch self {
        case .byteLevel: return [Self.bytes(tokens)]
        case .byteFallback: return Self.fallBack(tokens)
        case .fuse: return [Array(tokens.joined())]
        case .strip(let point, let start, let stop): return tokens.map { Self.strip($0, point, start, stop) }
        case .replace(let pattern, let content):
            return tokens.map { token in
                var text = AlignedText(token.span)
                text.replace(pattern.matches(text), with: content)
                return text.bytes
            }
        case .metaspace(let mark, let scheme):
            return tokens.enumerated().map { Self.metaspace($1, mark, isDropped: $0 == 0 && scheme != .never) }
        case .wordPiece(let prefix, let cleansUp):
            return tokens.enumerated().map { place, token in
                var text = token
                if place > 0 {
                    text = token.starts(with: prefix) ? Array(token.dropFirst(prefix.count)) : [0x20] + token
                }
                return cleansUp ? Self.cleanUp(text) : text
            }
        case .bpe(let suffix):
            return tokens.enumerated().map { place, token in
                token.replacing(suffix, with: place == tokens.count - 1 ? [] : [0x20])
            }
        case .ctc(let pad, let wordDelimiter, let cleansUp):
            return Self.ctc(tokens, pad, wordDelimiter, cleansUp)
        case .sequence(let steps): return steps.reduce(tokens) { $1.apply($0) }
        }
    }

    private static func bytes(_ tokens: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        for token in tokens {
            let length = bytes.count
            if !ByteAlphabet.appendBytes(of: token.span, to: &bytes) {
                bytes.removeSubrange(length...)
                bytes.append(contentsOf: token)
            }
        }
        return repaired(bytes)
    }

    /// Ill-formed UTF-8 becomes U+FFFD, as Rust's `from_utf8_lossy` does it.
    private static func repaired(_ bytes: [UInt8]) -> [UInt8] { Array(String(decoding: bytes, as: UTF8.self).utf8) }

    private static func fallBack(_ tokens: [[UInt8]]) -> [[UInt8]] {
        var made: [[UInt8]] = []
        var pending: [UInt8] = []
        func flush() {
            guard !pending.isEmpty else { return }
            if String(validating: pending, as: UTF8.self) != nil {
                made.append(pending)
            } else {
                made += pending.map { _ in Array("\u{FFFD}".utf8) }
            }
            pending = []
        }
        for token in tokens {
            if let byte = TokenNames.byte(token) {
                pending.append(byte)
            } else {
                flush()
                made.append(token)
            }
        }
        flush()
        return made
    }

    private static func strip(_ token: [UInt8], _ point: UInt32, _ start: Int, _ stop: Int) -> [UInt8] {
        let units = AlignedText(token.span).units
        var range = units.indices
        for _ in 0..<start where range.first.map({ units[$0].point == point }) ?? false { range.removeFirst() }
        for _ in 0..<stop where range.last.map({ units[$0].point == point }) ?? false { range.removeLast() }
        return AlignedText(Array(units[range])).bytes
    }

    private static func metaspace(_ token: [UInt8], _ mark: UInt32, isDropped: Bool) -> [UInt8] {
        var text = AlignedText(token.span)
        if isDropped { text.filter { $0 != mark } }
        for place in text.units.indices where text.units[place].point == mark { text.units[place].point = 0x20 }
        return text.bytes
    }

    /// tokenizers/src/decoders/wordpiece.rs, `cleanup`.
    private static let cleanUps: [([UInt8], [UInt8])] = [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"),
        (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ].map { (Array($0.utf8), Array($1.utf8)) }

    private static func cleanUp(_ text: [UInt8]) -> [UInt8] {
        cleanUps.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }

    private static func ctc(
        _ tokens: [[UInt8]], _ pad: [UInt8], _ wordDelimiter: [UInt8], _ cleansUp: Bool
    ) -> [[UInt8]] {
        var made: [[UInt8]] = []
        var last: [UInt8]?
        for token in tokens where token != last {
            last = token
            var text = token.replacing(pad, with: [])
            if cleansUp { text = cleanUp(text).replacing(wordDelimiter, with: [0x20]) }
            if !text.isEmpty { made.append(text) }
        }
        return made
    }
}

extension [UInt8] {
    /// Every occurrence replaced, from left to right.
    fileprivate func replacing(_ part: [UInt8], with other: [UInt8]) -> [UInt8] {
        guard !part.isEmpty, count >= part.count else { return self }
        var made: [UInt8] = []
        var place = 0
        while place < count {
            if place + part.count <= count, self[place..<place + part.count].elementsEqual(part) {
                made += other
                place += part.count
            } else {
                made.append(self[place])
                place += 1
            }
        }
        return made
    }
}
