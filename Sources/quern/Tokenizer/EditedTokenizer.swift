internal import Records
internal import Tokenizers

/// Writes an edited tokenizer, and the map of ids beside it: `tokenizer.ids.jsonl` beside `tokenizer.json`.
enum EditedTokenizer {
    /// - Parameter old: the tokenizer whose ids are mapped.
    static func write(_ edit: TokenizerEdit, of old: Tokenizer, to path: String) throws(DataError) {
        let file = try edit.tokenizer.write(to: path)
        let name = path.split(separator: "/").last ?? ""
        let ending = name.lastIndex(of: ".").map { name[$0...].count } ?? 0
        let map = path.dropLast(ending) + ".ids.jsonl"
        try edit.writeMap(of: old, to: String(map))
        print("\(file.path): \(edit.tokenizer.vocabularySize) tokens, of \(old.vocabularySize); ids in \(map)")
    }
}
