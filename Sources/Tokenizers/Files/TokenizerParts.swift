internal import Records

/// Puts a tokenizer together from the members of a `tokenizer.json` whose components are known to be supported.
struct TokenizerParts {
    let root: JSONValue
    let model: JSONValue
    let file: String

    func tokenizer() throws(DataError) -> Tokenizer {
        var contents: [Int: [UInt8]] = [:]
        let special = try specialTokens(into: &contents)
        guard let listed = model["vocab"]?.object else { throw damaged("the model has no vocab") }
        for member in listed.members {
            guard let id = member.value.int else { throw damaged("the id of '\(member.name)' is not a number") }
            if contents[id] != nil { continue }
            guard let bytes = ByteAlphabet.bytes(of: member.name) else {
                throw damaged("the token '\(member.name)' is not written in ByteLevel's characters")
            }
            contents[id] = bytes
        }
        var vocabulary = Vocabulary()
        for id in 0..<contents.count {
            guard let bytes = contents[id] else { throw damaged("no token has the id \(id)") }
            vocabulary.append(bytes)
        }
        guard !vocabulary.byteIDs.contains(-1) else { throw damaged("the vocab does not hold every byte") }
        return Tokenizer(
            model: BPEModel(vocabulary: vocabulary, merges: try merges(vocabulary)), specialIDs: special)
    }

    private func specialTokens(into contents: inout [Int: [UInt8]]) throws(DataError) -> [Int32] {
        var ids: [Int32] = []
        for token in root["added_tokens"]?.array ?? [] {
            guard let id = token["id"]?.int, let number = Int32(exactly: id), let content = token["content"]?.string
            else {
                throw damaged("an added token has no id or content")
            }
            for flag in ["single_word", "lstrip", "rstrip"] where token[flag]?.bool == true {
                throw damaged("the added token '\(content)' has \(flag), which is not supported")
            }
            contents[id] = Array(content.utf8)
            ids.append(number)
        }
        return ids.sorted()
    }

    private func merges(_ vocabulary: Vocabulary) throws(DataError) -> [BPEModel.Merge] {
        guard let listed = model["merges"]?.array else { throw damaged("the model has no merges") }
        var merges: [BPEModel.Merge] = []
        merges.reserveCapacity(listed.count)
        for entry in listed {
            // A pair, or both in one text with a space between, as older files have it.
            let names = entry.array?.compactMap(\.string) ?? entry.string?.split(separator: " ").map(String.init) ?? []
            guard names.count == 2, let first = ByteAlphabet.bytes(of: names[0]),
                let second = ByteAlphabet.bytes(of: names[1]), let firstID = vocabulary.id(of: first),
                let secondID = vocabulary.id(of: second), let id = vocabulary.id(of: first + second)
            else { throw damaged("the merge \(entry.text) is not of tokens in the vocab") }
            merges.append(.init(pair: TokenPair(firstID, secondID), id: id))
        }
        return merges
    }

    private func damaged(_ cause: String) -> DataError { DataError(cause, file: file) }
}
