package import Records

/// How text is cut into pre-tokens: a pattern with a hand-written scanner, or any other expression.
package enum PretokenPattern: Sendable, Equatable {
    /// GPT-2's, which Hugging Face's ByteLevel has built in.
    case gpt2
    /// cl100k's as Hugging Face's files have it, which is also Llama 3's.
    case cl100k
    /// cl100k's as tiktoken has it: white space at the end of a text is one piece, whatever breaks are in it.
    case cl100kBase
    /// Also Qwen 3's.
    case qwen2
    case o200k
    /// DeepSeek-V3's, of three expressions.
    case deepseek3
    case bloom
    /// Another's, with words joined that a single space parts: what superwords are learnt inside.
    indirect case words(PretokenPattern)
    /// Matches and what lies between them.
    case expression(RegularExpression)

    /// The patterns that have a name, by which the command line and recipes call them.
    package static let named: [(name: String, pattern: PretokenPattern)] = [
        ("gpt2", .gpt2), ("cl100k", .cl100k), ("llama3", .cl100k), ("cl100k_base", .cl100kBase), ("qwen2", .qwen2),
        ("qwen3", .qwen2), ("o200k", .o200k), ("deepseek3", .deepseek3), ("bloom", .bloom),
    ]

    package static var names: String { named.map(\.name).joined(separator: ", ") }

    /// The pattern of a name, or of a regular expression.
    ///
    /// - Throws: for what is neither. A bare word is taken for a name: as an expression it would cut next to nothing.
    package init(_ text: String) throws(DataError) {
        if let known = Self.named.first(where: { $0.name == text }) {
            self = known.pattern
            return
        }
        let isWord = text.utf8.allSatisfy { Self.isWordByte($0) }
        guard !isWord else {
            throw DataError(
                "'\(text)' is no pattern's name",
                mend: "give \(Self.names), or a regular expression")
        }
        let expression = try RegularExpression(text)
        self = Self(expressions: [text]) ?? .expression(expression)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        let isDigit = (0x30...0x39).contains(byte)
        return isDigit || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    /// What `init(_:)` makes it of.
    package var text: String {
        switch self {
        case .words, .expression: expressions[0]
        default: Self.named.first { $0.pattern == self }?.name ?? ""
        }
    }

    /// Regular expressions that split a text one after the other, as tokenizer files spell them.
    package var expressions: [String] {
        switch self {
        case .gpt2: [#"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#]
        case .cl100k: [Self.wordsAndNumbers(#"\p{N}{1,3}"#)]
        case .cl100kBase: [Self.wordsAndNumbers(#"\p{N}{1,3}"#, blanks: #"\s+\z|"# + Self.blanks)]
        case .qwen2: [Self.wordsAndNumbers(#"\p{N}"#)]
        case .o200k: [Self.casedWords]
        case .deepseek3: [#"\p{N}{1,3}"#, "[一-龥぀-ゟ゠-ヿ]+", Self.deepSeekWords]
        case .bloom: [#" ?[^(\s|[.,!?…。，、।۔،])]+"#]
        case .words(let pattern): [pattern.expressionJoiningWords ?? ""]
        case .expression(let expression): [expression.source]
        }
    }

    /// The pattern with a scanner that a tokenizer file means by these expressions, if it is one.
    package init?(expressions: [String]) {
        let spelled = expressions.map(Self.escapingBreaks)
        guard let known = Self.scanned.first(where: { $0.expressions == spelled }) else { return nil }
        self = known.pattern
    }

    /// The patterns with a scanner, and what files spell them: put together once.
    private static let scanned: [(expressions: [String], pattern: PretokenPattern)] = {
        let known = named.map(\.pattern)
        let joining = known.filter { $0.expressionJoiningWords != nil }.map { PretokenPattern.words($0) }
        return (known + joining).map { ($0.expressions, $0) }
    }()

    /// DeepSeek's file has line breaks in its expression where others have `\r\n`.
    private static func escapingBreaks(_ expression: String) -> String {
        expression.unicodeScalars.map { $0 == "\r" ? #"\r"# : $0 == "\n" ? #"\n"# : String($0) }.joined()
    }

    /// Whether every character is part of some match.
    var matchesEverything: Bool {
        switch self {
        case .gpt2, .cl100k, .cl100kBase, .qwen2, .o200k, .words: true
        case .deepseek3, .bloom, .expression: false
        }
    }

    private static let contraction = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
    private static let blanks = #"\s*[\r\n]+|\s+(?!\S)|\s+"#
    private static let deepSeekWords =
        ##"[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+"##
        + #"| ?[\p{P}\p{S}]+[\r\n]*|"#
        + blanks

    private static func wordsAndNumbers(_ number: String, blanks: String = blanks) -> String {
        contraction + #"|[^\r\n\p{L}\p{N}]?\p{L}+|"# + number + #"| ?[^\s\p{L}\p{N}]+[\r\n]*|"# + blanks
    }

    private static let casedWords: String = {
        let prefix = #"[^\r\n\p{L}\p{N}]?"#
        let capital = #"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"#
        let small = #"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"#
        return prefix + capital + "*" + small + "+" + contraction + "?|" + prefix + capital + "+" + small + "*"
            + contraction + #"?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|"# + blanks
    }()
}

extension PretokenPattern: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
