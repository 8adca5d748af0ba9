package import Records

/// Makes a vocabulary smaller: the tokens used least go first, but none that others are made of.
package struct TokenizerPruning {
    private let tokenizer: Tokenizer
    private let parts: TokenParts
    private var isKept: [Bool]
    /// How many kept tokens are made of each.
    private var users: [Int]

    package init(_ tokenizer: Tokenizer) throws(DataError) {
        self.tokenizer = tokenizer
        parts = try TokenParts(tokenizer)
        isKept = [Bool](repeating: true, count: tokenizer.vocabularySize)
        if case .byteLevel(let fast) = tokenizer.engine {
            for id in isKept.indices where fast.model.vocabulary.isGap(id) { isKept[id] = false }
        }
        users = [Int](repeating: 0, count: isKept.count)
        for pair in parts.parts.lazy.compactMap({ $0 }) {
            users[pair.first] += 1
            users[pair.second] += 1
        }
    }

    /// Whether a token may go: not one that is added, special, a byte or a single character.
    private func mayGo(_ id: Int) -> Bool {
        switch tokenizer.engine {
        case .byteLevel(let fast):
            return fast.model.vocabulary.isInModel(id) && fast.byteCount(of: Int32(truncatingIfNeeded: id)) > 1
                && !tokenizer.addedTokens.contains { $0.id == id }
        case .sentencePiece(let model):
            let piece = model.proto.pieces[id]
            return piece.type == .normal && piece.name.lazy.filter { $0 & 0xC0 != 0x80 }.count > 1
        case .pipeline: return false
        }
    }

    /// Leaves so many tokens.
    /// - Parameter usage: how often each token occurs; what goes is counted as its parts from then on.
    package mutating func shrink(to size: Int, usage: [Int64]) throws(DataError) -> TokenizerEdit {
        var usage = usage
        var count = isKept.lazy.filter { $0 }.count
        var queue = MergeQueue<LeastUsed>()
        let removable = isKept.indices.map(mayGo)
        for id in isKept.indices where removable[id] && users[id] == 0 {
            queue.push(.init(usage[id], id), by: LeastUsed())
        }
        while count > size {
            guard let next = queue.pop(by: LeastUsed()) else {
                throw DataError(
                    "\(count) tokens cannot be done without", mend: "ask for a vocabulary of \(count) or more")
            }
            if next.usage != usage[next.id] {
                queue.push(.init(usage[next.id], next.id), by: LeastUsed())
                continue
            }
            isKept[next.id] = false
            count -= 1
            guard let pair = parts.parts[next.id] else { continue }
            for part in [pair.first, pair.second] {
                usage[part] += next.usage
                users[part] -= 1
                if users[part] == 0 && removable[part] { queue.push(.init(usage[part], part), by: LeastUsed()) }
            }
        }
        return try tokenizer.keeping(isKept)
    }

    /// Leaves out some tokens, and what is made of them.
    package mutating func remove(_ tokens: [Int32]) throws(DataError) -> TokenizerEdit {
        for id in tokens {
            guard id >= 0, id < isKept.count, mayGo(Int(id)) else {
                throw DataError(
                    "the token \(id) cannot go: it is none of those that others are made into",
                    mend: "leave it out of the list")
            }
            isKept[Int(id)] = false
        }
        // A token may be made of those with higher ids.
        var isChanged = true
        while isChanged {
            isChanged = false
            for (id, pair) in parts.parts.enumerated() where isKept[id] {
                guard let pair, !isKept[pair.first] || !isKept[pair.second] else { continue }
                isKept[id] = false
                isChanged = true
            }
        }
        return try tokenizer.keeping(isKept)
    }
}

/// The token that is used least first, of equals that of the highest id.
private struct LeastUsed: MergeOrder {
    struct Entry {
        var usage: Int64
        var id: Int
        init(_ usage: Int64, _ id: Int) {
            self.usage = usage
            self.id = id
        }
    }

    func comes(_ entry: Entry, before other: Entry) -> Bool {
        entry.usage != other.usage ? entry.usage < other.usage : entry.id > other.id
    }
}
