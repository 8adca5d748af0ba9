internal import Records

extension TokenizerFileReader {
    func addedTokens() throws(DataError) -> [AddedToken] {
        var tokens: [AddedToken] = []
        for listed in root["added_tokens"]?.array ?? [] {
            guard let number = listed["id"]?.int, let id = Int32(exactly: number), id >= 0,
                let content = listed["content"]?.string, !content.isEmpty
            else { throw damaged("an added token has no id or content") }
            var token = AddedToken(id: id, content: content)
            token.isWholeWord = listed["single_word"]?.bool ?? false
            token.stripsLeft = listed["lstrip"]?.bool ?? false
            token.stripsRight = listed["rstrip"]?.bool ?? false
            token.isNormalized = listed["normalized"]?.bool ?? true
            token.isSpecial = listed["special"]?.bool ?? false
            tokens.append(token)
        }
        return tokens
    }

    /// Names by id, of the model and added; nil when an id is missing or a token is not written in ByteLevel's
    /// characters.
    func vocabulary(_ model: JSONValue, _ added: [AddedToken]) throws(DataError) -> Vocabulary? {
        guard let listed = model["vocab"]?.object else { throw damaged("the model has no vocab") }
        var names = [String?](repeating: nil, count: listed.count + added.count)
        func place(_ name: String, _ id: Int?) throws(DataError) -> Bool {
            guard let id, id >= 0 else { throw damaged("the id of '\(name)' is not one") }
            guard id < names.count else { return false }
            guard names[id] == nil || names[id] == name else { throw damaged("two tokens have the id \(id)") }
            names[id] = name
            return true
        }
        for member in listed.members where try !place(member.name, member.value.int) { return nil }
        for token in added where try !place(token.content, Int(token.id)) { return nil }
        let count = (names.lastIndex { $0 != nil } ?? -1) + 1
        let isAdded = Set(added.map(\.id))
        var vocabulary = Vocabulary()
        for id in 0..<count {
            guard let name = names[id] else { return nil }
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
