/// Cuts a text into the pieces that a model sees one by one: the pre-tokenizers of Hugging Face tokenizers 0.23.3, by
/// their names there.
indirect enum PieceSplitter: Sendable {
    /// When `▁` is put before a text.
    enum PrependScheme: String, Sendable { case first, never, always }

    case byteLevel(addsPrefixSpace: Bool, usesPattern: Bool)
    case split(TextPattern, SplitBehavior, inverted: Bool)
    case digits(individual: Bool)
    case metaspace(UInt32, PrependScheme, splits: Bool)
    /// `\w+|[^\w\s]+`
    case whitespace
    case whitespaceSplit
    case punctuation(SplitBehavior)
    case bert
    case charDelimiter(UInt32)
    case unicodeScripts
    case fixedLength(Int)
    case sequence([PieceSplitter])

    /// What files call it.
    var type: String {
        switch self {
        case .byteLevel: "ByteLevel"
        case .split: "Split"
        case .digits: "Digits"
        case .metaspace: "Metaspace"
        case .whitespace: "Whitespace"
        case .whitespaceSplit: "WhitespaceSplit"
        case .punctuation: "Punctuation"
        case .bert: "BertPreTokenizer"
        case .charDelimiter: "CharDelimiterSplit"
        case .unicodeScripts: "UnicodeScripts"
        case .fixedLength: "FixedLength"
        case .sequence: "Sequence"
        }
    }

    func apply(_ pieces: inout [AlignedText]) {
        if case .sequence(let steps) = self {
            for step in steps { step.apply(&pieces) }
            return
        }
        pieces = pieces.flatMap { cut($0) }.filter { !$0.isEmpty }
    }

    private func cut(_ piece: AlignedText) -> [AlignedText] {
        switch self {
        case .byteLevel(let addsPrefixSpace, let usesPattern):
            return Self.byteLevel(piece, addsPrefixSpace, usesPattern)
        case .metaspace(let mark, let scheme, let splits): return Self.metaspace(piece, mark, scheme, splits)
        case .sequence: return [piece]
        case .split(let pattern, let behavior, let inverted):
            return behavior.pieces(piece.count, pattern.matches(piece), inverted: inverted).map { piece[$0] }
        case .digits(let individual):
            return Self.split(piece, individual ? .isolated : .contiguous, UnicodeProperties.isNumeric)
        case .whitespace:
            return Self.split(piece, .removed, UnicodeProperties.isSpace).flatMap {
                Self.split($0, .contiguous, UnicodeProperties.isWordCharacter)
            }
        case .whitespaceSplit: return Self.split(piece, .removed, UnicodeProperties.isSpace)
        case .punctuation(let behavior): return Self.split(piece, behavior, UnicodeProperties.isPunctuation)
        case .bert:
            return Self.split(piece, .removed, UnicodeProperties.isSpace).flatMap {
                Self.split($0, .isolated, UnicodeProperties.isPunctuation)
            }
        case .charDelimiter(let delimiter): return Self.split(piece, .removed) { $0 == delimiter }
        case .unicodeScripts: return ScriptRuns.cut(piece).map { piece[$0] }
        case .fixedLength(let length):
            return stride(from: 0, to: piece.count, by: length).map { piece[$0..<min($0 + length, piece.count)] }
        }
    }

    private static func split(
        _ piece: AlignedText, _ behavior: SplitBehavior, _ isMatch: (UInt32) -> Bool
    ) -> [AlignedText] {
        let matches = piece.units.indices.filter { isMatch(piece.units[$0].point) }.map { $0..<$0 + 1 }
        return behavior.pieces(piece.count, matches).map { piece[$0] }
    }

    private static func byteLevel(
        _ piece: AlignedText, _ addsPrefixSpace: Bool, _ usesPattern: Bool
    ) -> [AlignedText] {
        var text = piece
        if addsPrefixSpace, text.units.first?.point != 0x20 { text.prepend([0x20]) }
        let ranges = usesPattern ? TextPattern.scanned(.gpt2).matches(text) : [0..<text.count]
        return ranges.map { range in
            var part = text[range]
            Normalizer.spellBytes(&part)
            return part
        }
    }

    private static func metaspace(
        _ piece: AlignedText, _ mark: UInt32, _ scheme: PrependScheme, _ splits: Bool
    ) -> [AlignedText] {
        var text = piece
        for place in text.units.indices where text.units[place].point == 0x20 { text.units[place].point = mark }
        let isFirst = text.units.first?.start == 0
        if scheme == .always || (scheme == .first && isFirst), text.units.first?.point != mark { text.prepend([mark]) }
        guard splits else { return [text] }
        return split(text, .mergedWithNext) { $0 == mark }
    }
}
