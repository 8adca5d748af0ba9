internal import Records
internal import Text

/// What a tokenizer made of some texts, by language.
struct TokenTally {
    struct Sums {
        var bytes = 0
        var characters = 0
        var words = 0
        var tokens = 0
    }

    let name: String
    let vocabularySize: Int
    private(set) var languages: [String: Sums] = [:]

    init(name: String, vocabularySize: Int) {
        self.name = name
        self.vocabularySize = vocabularySize
    }

    mutating func add(_ text: Span<UInt8>, language: Span<UInt8>, tokens: Int) {
        let language = language.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        let characters = ByteScan.characterCount(in: text)
        var words = Words(text)
        var count = 0
        while words.next() != nil { count += 1 }
        for name in language.isEmpty ? ["all"] : [language, "all"] {
            languages[name, default: Sums()].bytes += text.count
            languages[name, default: Sums()].characters += characters
            languages[name, default: Sums()].words += count
            languages[name, default: Sums()].tokens += tokens
        }
    }

    /// A line a language with a bar of its tokens a character, those of all texts last.
    func table(reference: String?) -> String {
        var rows = [
            ["language", "bytes/token", "tokens/char", "tokens/word"] + (reference == nil ? [] : ["parity"]) + [""]
        ]
        let names = languages.keys.filter { $0 != "all" }.sorted() + ["all"]
        let most = languages.values.map { Double($0.tokens) / Double(max(1, $0.characters)) }.max() ?? 1
        let base = reference.flatMap { languages[$0]?.tokens }
        for name in names {
            guard let sums = languages[name] else { continue }
            let perCharacter = Double(sums.tokens) / Double(max(1, sums.characters))
            var row = [
                name, Self.number(Double(sums.bytes) / Double(max(1, sums.tokens))), Self.number(perCharacter),
                Self.number(Double(sums.tokens) / Double(max(1, sums.words))),
            ]
            if let base { row.append(name == "all" ? "" : Self.number(Double(sums.tokens) / Double(max(1, base)))) }
            rows.append(row + [String(repeating: "▆", count: Int((perCharacter / most * 40).rounded()))])
        }
        return "\(name), \(vocabularySize) tokens\n" + TextTable(rows: rows).text
    }

    /// Three decimals.
    private static func number(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let rest = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
