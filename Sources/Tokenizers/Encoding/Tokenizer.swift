package import Records

/// A byte-level BPE tokenizer with GPT-2's pre-tokenisation: immutable, for any number of threads. What changes while
/// encoding is in the caller's `EncodingCache`.
package struct Tokenizer: Sendable {
    package let model: BPEModel
    /// Tokens recognised whole in any text, longest first.
    private let added: [(content: [UInt8], id: Int32)]
    private let startsAdded: [Bool]

    /// The ids that are special, which come first in the file.
    package let specialIDs: [Int32]

    package init(model: BPEModel, specialIDs: [Int32]) {
        self.model = model
        self.specialIDs = specialIDs
        let tokens = model.vocabulary.tokens
        var added: [(content: [UInt8], id: Int32)] = []
        for id in specialIDs {
            added.append((tokens[Int(id)].withUnsafeBufferPointer { Array($0) }, id))
        }
        self.added = added.sorted { $0.content.count > $1.content.count }
        var starts = [Bool](repeating: false, count: 256)
        for (content, _) in added { if let first = content.first { starts[Int(first)] = true } }
        startsAdded = starts
    }

    package var vocabularySize: Int { model.vocabulary.count }

    /// The id of a token by its text; a special token's own name, else the text's bytes.
    package func id(of token: String) -> Int32? { model.vocabulary.id(of: Array(token.utf8)) }

    /// Length in bytes of what a token stands for.
    package func byteCount(of id: Int32) -> Int { model.vocabulary.tokens[Int(id)].count }

    /// Appends the ids of a text. Special tokens in it are recognised, as by the peer.
    package func encode(_ text: Span<UInt8>, cache: inout EncodingCache, into ids: inout [Int32]) {
        var plainStart = 0
        var index = 0
        while index < text.count && !added.isEmpty {
            if startsAdded[Int(text[unchecked: index])], let (length, id) = addedToken(text, at: index) {
                encodePlain(text.extracting(plainStart..<index), &cache, &ids)
                ids.append(id)
                index += length
                plainStart = index
            } else {
                index += 1
            }
        }
        encodePlain(text.extracting(plainStart..<text.count), &cache, &ids)
    }

    private func addedToken(_ text: Span<UInt8>, at index: Int) -> (length: Int, id: Int32)? {
        for (content, id) in added where content.count <= text.count - index {
            if content.indices.allSatisfy({ content[$0] == text[index + $0] }) { return (content.count, id) }
        }
        return nil
    }

    private func encodePlain(_ text: Span<UInt8>, _ cache: inout EncodingCache, _ ids: inout [Int32]) {
        var start = 0
        while start < text.count {
            let end = GPT2Scanner.end(in: text, from: start)
            cache.encode(text.extracting(start..<end), model, into: &ids)
            start = end
        }
    }

    /// The bytes that ids stand for.
    ///
    /// - Throws: for an id outside the vocabulary.
    package func decode(_ ids: [Int32], skippingSpecial: Bool = false) throws(DataError) -> [UInt8] {
        var bytes: [UInt8] = []
        for id in ids {
            guard id >= 0, id < vocabularySize else {
                throw DataError(
                    "there is no token \(id)", mend: "the ids are of another tokenizer: this one has \(vocabularySize)")
            }
            if skippingSpecial && specialIDs.contains(id) { continue }
            model.vocabulary.tokens[Int(id)].withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        }
        return bytes
    }
}
