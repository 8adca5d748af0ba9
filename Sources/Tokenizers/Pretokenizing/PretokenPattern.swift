/// The pre-tokenisation patterns with a hand-written scanner.
package enum PretokenPattern: String, Codable, Sendable, CaseIterable {
    /// GPT-2's, which Hugging Face's ByteLevel has built in.
    case gpt2
    /// cl100k's as Hugging Face's files have it, which is also Llama 3's.
    case cl100k
    /// cl100k's as tiktoken has it: white space at the end of a text is one piece, whatever breaks are in it.
    case cl100kBase = "cl100k_base"
    case qwen2
    case o200k

    /// The pattern of a name on the command line or in a recipe: those above, and `llama3`.
    package init?(name: String) {
        if name == "llama3" {
            self = .cl100k
        } else {
            self.init(rawValue: name)
        }
    }

    /// The regular expression, as tokenizer files spell it.
    package var expression: String {
        switch self {
        case .gpt2: #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#
        case .cl100k: Self.wordsAndNumbers(#"\p{N}{1,3}"#)
        case .cl100kBase: Self.wordsAndNumbers(#"\p{N}{1,3}"#, blanks: #"\s+\z|"# + Self.blanks)
        case .qwen2: Self.wordsAndNumbers(#"\p{N}"#)
        case .o200k: Self.casedWords
        }
    }

    /// The pattern a tokenizer file means, if it is one of these.
    package init?(expression: String) {
        guard let pattern = Self.allCases.first(where: { $0.expression == expression }) else { return nil }
        self = pattern
    }

    private static let contraction = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
    private static let blanks = #"\s*[\r\n]+|\s+(?!\S)|\s+"#

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
