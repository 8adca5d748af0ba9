internal import Records

extension TokenizerFileReader {
    func addedTokens() throws(DataError) -> [AddedToken] {
        var tokens: [AddedToken] = []
        for listed in root["added_tokens"]?.array ?? [] {
            guard let number = listed["id"]?.int, let id = Int32(exactly: number), id >= 0,
                let content = listed["content"]?.string, !content.isEmpty
            else { throw damaged("an added token has no id or content") }
            if listed["single_word"]?.bool == true {
                throw damaged("the added token '\(content)' has single_word, which is not supported")
            }
            var token = AddedToken(id: id, content: content)
            token.stripsLeft = listed["lstrip"]?.bool ?? false
            token.stripsRight = listed["rstrip"]?.bool ?? false
            token.isNormalized = listed["normalized"]?.bool ?? true
            token.isSpecial = listed["special"]?.bool ?? false
            tokens.append(token)
        }
        return tokens
    }

    /// Names by id, of the model and added; every id up to the last is there.
    func vocabulary(_ model: JSONValue, _ added: [AddedToken]) throws(DataError) -> Vocabulary {
        guard let listed = model["vocab"]?.object else { throw damaged("the model has no vocab") }
        let limit = listed.count + added.count
        var names = [String?](repeating: nil, count: limit)
        func place(_ name: String, _ id: Int?) throws(DataError) {
            guard let id, id >= 0, id < limit else {
                throw damaged("the id of '\(name)' is not a number below \(limit), which is how many tokens there are")
            }
            guard names[id] == nil || names[id] == name else { throw damaged("two tokens have the id \(id)") }
            names[id] = name
        }
        for member in listed.members { try place(member.name, member.value.int) }
        for token in added { try place(token.content, Int(token.id)) }
        let count = (names.lastIndex { $0 != nil } ?? -1) + 1
        let contents = Dictionary(added.map { ($0.id, $0.content) }) { first, _ in first }
        var vocabulary = Vocabulary()
        for id in 0..<count {
            guard let name = names[id] else { throw damaged("no token has the id \(id)") }
            let isAdded = contents[Int32(id)] != nil
            try append(name, isAdded: isAdded, isInModel: !isAdded || listed[name] != nil, to: &vocabulary)
        }
        vocabulary.findBytes()
        return vocabulary
    }

    private func append(
        _ name: String, isAdded: Bool, isInModel: Bool, to vocabulary: inout Vocabulary
    ) throws(DataError) {
        let spelling = Array(name.utf8)
        var bytes: [UInt8] = []
        if isAdded {
            bytes = spelling
        } else if !ByteAlphabet.appendBytes(of: spelling.span, to: &bytes) {
            throw damaged("the token '\(name)' is not written in ByteLevel's characters")
        }
        guard vocabulary.append(name: spelling.span, bytes: bytes.span, isInModel: isInModel) else {
            throw damaged("the token '\(name)' has two ids")
        }
    }

    /// By rank; a merge is a pair, or both names in one text with a space between, as older files have it.
    func merges(_ model: JSONValue, _ vocabulary: Vocabulary) throws(DataError) -> [BPEModel.Merge] {
        guard let listed = model["merges"]?.array else { throw damaged("the model has no merges") }
        var merges: [BPEModel.Merge] = []
        merges.reserveCapacity(listed.count)
        for entry in listed {
            let names = entry.array?.compactMap(\.string) ?? entry.string?.split(separator: " ").map(String.init) ?? []
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
