internal import Text

/// Cuts a text at added tokens: the leftmost, then the longest (tokenizers/src/tokenizer/added_vocabulary.rs).
struct AddedTokenTree: Sendable {
    /// Children by node and code point; the root is 0.
    private var children: [UInt64: Int32] = [:]
    private var tokens: [Int32: AddedToken] = [:]
    private var nodes: Int32 = 1

    init() {}

    mutating func insert(_ points: [UInt32], _ token: AddedToken) {
        var node: Int32 = 0
        for point in points {
            let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(point)
            if let child = children[key] {
                node = child
            } else {
                children[key] = nodes
                node = nodes
                nodes += 1
            }
        }
        if node > 0, tokens[node] == nil { tokens[node] = token }
    }

    /// The pieces of a text: an added token, or nil for what lies between.
    func cut(_ text: AlignedText, _ policy: Tokenizer.SpecialTokens) -> [(text: AlignedText, token: AddedToken?)] {
        if tokens.isEmpty { return text.isEmpty ? [] : [(text, nil)] }
        var pieces: [(AlignedText, AddedToken?)] = []
        var plain = 0
        var place = 0
        while place < text.count {
            guard let (token, end) = longest(text, place) else {
                place += 1
                continue
            }
            if (token.isSpecial && policy == .asText) || (token.isWholeWord && !Self.isWord(text, place..<end)) {
                place = end
                continue
            }
            var range = place..<end
            if token.stripsLeft {
                while range.lowerBound > plain, Self.isBlank(text.units[range.lowerBound - 1].point) {
                    range = range.lowerBound - 1..<range.upperBound
                }
            }
            if token.stripsRight {
                while range.upperBound < text.count, Self.isBlank(text.units[range.upperBound].point) {
                    range = range.lowerBound..<range.upperBound + 1
                }
            }
            if plain < range.lowerBound { pieces.append((text[plain..<range.lowerBound], nil)) }
            pieces.append((text[range], token))
            plain = range.upperBound
            place = max(end, plain)
        }
        if plain < text.count { pieces.append((text[plain..<text.count], nil)) }
        return pieces
    }

    private func longest(_ text: AlignedText, _ start: Int) -> (AddedToken, end: Int)? {
        var node: Int32 = 0
        var found: (AddedToken, Int)?
        var place = start
        while place < text.count {
            let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(text.units[place].point)
            guard let child = children[key] else { break }
            node = child
            place += 1
            if let token = tokens[node] { found = (token, place) }
        }
        return found
    }

    private static func isBlank(_ point: UInt32) -> Bool { UnicodeProperties.isSpace(point) }

    /// Whether no letter, mark, number or connector touches the range.
    private static func isWord(_ text: AlignedText, _ range: Range<Int>) -> Bool {
        let before = range.lowerBound > 0 && UnicodeProperties.isWordCharacter(text.units[range.lowerBound - 1].point)
        let after =
            range.upperBound < text.count && UnicodeProperties.isWordCharacter(text.units[range.upperBound].point)
        return !before && !after
    }
}
