internal import Records

extension TokenizerFileReader {
    func addedTokens() throws(DataError) -> [AddedToken] {
        guard let listed = root["added_tokens"], listed != .null else { return [] }
        guard let listed = listed.array else { throw damaged("the added_tokens are not a list") }
        var tokens: [AddedToken] = []
        for value in listed {
            let part = try Component(sole: "added token", value, file)
            try part.allow(["id", "content", "single_word", "lstrip", "rstrip", "normalized", "special"])
            var token = AddedToken(id: try part.id("id"), content: try part.string("content"))
            guard !token.content.isEmpty else { throw part.fault("an empty content") }
            token.isWholeWord = try part.bool("single_word", false)
            token.stripsLeft = try part.bool("lstrip", false)
            token.stripsRight = try part.bool("rstrip", false)
            token.isNormalized = try part.bool("normalized", true)
            token.isSpecial = try part.bool("special", false)
            tokens.append(token)
        }
        return tokens
    }

    /// The peer does not go by the ids that added tokens are listed with: they have their ids in the model, or those
    /// that follow them (tokenizers/src/tokenizer/added_vocabulary.rs, `add_tokens`).
    func checkIDs(_ added: [AddedToken], _ model: JSONValue) throws(DataError) {
        let listed = model["vocab"]
        var ids: [[UInt8]: Int] = [:]
        let wanted = Set(added.map { Array($0.content.utf8) })
        for token in added { ids[Array(token.content.utf8)] = listed?[token.content]?.int }
        for (id, piece) in (added.isEmpty ? [] : listed?.array ?? []).enumerated() {
            let name = Array((piece.array?.first?.string ?? "").utf8)
            if wanted.contains(name) { ids[name] = id }
        }
        var next = listed?.object?.count ?? listed?.array?.count ?? 0
        for token in added {
            let name = Array(token.content.utf8)
            let id = ids[name] ?? next
            if ids.updateValue(id, forKey: name) == nil { next += 1 }
            guard id != Int(token.id) else { continue }
            throw DataError(
                "the added token '\(token.content)' is listed with the id \(token.id), but Hugging Face gives it \(id)",
                file: file, mend: "list it in the model's vocab, too")
        }
    }

    /// Names by id, of the model and added, with gaps where there are none; nil when a token is not written in
    /// ByteLevel's characters.
    func vocabulary(_ model: JSONValue, _ added: [AddedToken]) throws(DataError) -> Vocabulary? {
        guard let listed = model["vocab"]?.object else { throw damaged("the model has no vocab") }
        var names = [String?](repeating: nil, count: listed.count + added.count)
        func place(_ name: String, _ id: Int?) throws(DataError) {
            guard let id, id >= 0, id < Vocabulary.limit else { throw damaged("the id of '\(name)' is not one") }
            if id >= names.count { names += [String?](repeating: nil, count: id + 1 - names.count) }
            guard names[id] == nil || names[id] == name else { throw damaged("two tokens have the id \(id)") }
            names[id] = name
        }
        for member in listed.members { try place(member.name, member.value.int) }
        for token in added { try place(token.content, Int(token.id)) }
        let count = (names.lastIndex { $0 != nil } ?? -1) + 1
        let isAdded = Set(added.map(\.id))
        var vocabulary = Vocabulary()
        for id in 0..<count {
            guard let name = names[id] else {
                vocabulary.appendGap()
                continue
            }
            let spelling = Array(name.utf8)
            var bytes: [UInt8] = []
            let isSpecial = isAdded.contains(Int32(truncatingIfNeeded: id))
            if isSpecial {
                bytes = spelling
            } else if !ByteAlphabet.appendBytes(of: spelling.span, to: &bytes) {
                return nil
            }
            guard
                vocabulary.append(
                    name: spelling.span, bytes: bytes.span, isInModel: !isSpecial || listed[name] != nil)
            else { throw damaged("the token '\(name)' has two ids") }
        }
        vocabulary.findByteTokens()
        return vocabulary
    }

    /// By rank; a merge is a pair, or both names in one text with a space between, as older files have it.
    func merges(_ model: JSONValue, _ vocabulary: Vocabulary) throws(DataError) -> [BPEModel.Merge] {
        guard let listed = model["merges"]?.array else { throw damaged("the model has no list of merges") }
        var merges: [BPEModel.Merge] = []
        merges.reserveCapacity(listed.count)
        for entry in listed where !entry.isMergesVersion {
            let names = entry.mergeParts
            guard names.count == 2 else { throw damaged("the merge \(entry.text) is not of two tokens") }
            let (first, second) = (Array(names[0].utf8), Array(names[1].utf8))
            guard let firstID = vocabulary.id(ofName: first.span), let secondID = vocabulary.id(ofName: second.span),
                let id = vocabulary.id(ofName: (first + second).span)
            else { throw damaged("the merge \(entry.text) is not of tokens in the vocab") }
            merges.append(.init(pair: TokenPair(firstID, secondID), id: id))
        }
        return merges
    }
}
