package import Records

/// A tokenizer made of another, and what became of the other's ids.
package struct TokenizerEdit: Sendable {
    package let tokenizer: Tokenizer
    /// By old id: the new one, nil where there is none.
    package let ids: [Int32?]

    /// Writes the map of ids, a JSON object a line: the old id, the new one or null, and the token.
    package func writeMap(of old: Tokenizer, to path: String) throws(DataError) {
        var lines: [UInt8] = []
        for (id, new) in ids.enumerated() {
            lines += #"{"old":"#.utf8
            JSONText.appendNumber(id, to: &lines)
            lines += #","new":"#.utf8
            if let new { JSONText.appendNumber(Int(new), to: &lines) } else { lines += "null".utf8 }
            lines += #","token":"#.utf8
            JSONText.appendString(old.name(of: Int32(truncatingIfNeeded: id)), to: &lines)
            lines += "}\n".utf8
        }
        let file = try AtomicFile(path: path)
        try file.write(lines)
        _ = try file.commit()
    }
}

extension TokenizerEdit {
    /// What editing works on: byte-level BPE or a SentencePiece model.
    static func refusal(_ what: String) -> DataError {
        DataError(
            "only byte-level BPE and SentencePiece models can be \(what)",
            mend: "give a byte-level tokenizer.json, a rank file or a SentencePiece .model")
    }
}
