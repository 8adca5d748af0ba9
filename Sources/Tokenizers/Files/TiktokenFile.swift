internal import Records

/// tiktoken's rank files: a token in base64, a space and its rank a line (openai/tiktoken, tiktoken/load.py). The
/// pattern and the special tokens are not in the file, but go by its name (tiktoken_ext/openai_public.py).
enum TiktokenFile {
    /// What tiktoken knows an encoding by.
    struct Encoding {
        var pattern: PretokenPattern
        var special: [(name: String, id: Int32)]
    }

    static func encoding(ofPath path: String) -> Encoding? {
        let name = (path.split(separator: "/").last ?? "").prefix { $0 != "." }
        let end = "<|endoftext|>"
        let middle = ["<|fim_prefix|>", "<|fim_middle|>", "<|fim_suffix|>"]
        switch name {
        case "gpt2", "r50k_base", "p50k_base": return Encoding(pattern: .gpt2, special: [(end, 50256)])
        case "p50k_edit":
            return Encoding(pattern: .gpt2, special: [(end, 50256)] + numbered(middle, from: 50281))
        case "cl100k_base":
            let special = [(name: end, id: 100_257)] + numbered(middle, from: 100_258)
            return Encoding(pattern: .cl100kBase, special: special + [("<|endofprompt|>", 100_276)])
        case "o200k_base":
            return Encoding(pattern: .o200k, special: [(end, 199_999), ("<|endofprompt|>", 200_018)])
        default: return nil
        }
    }

    private static func numbered(_ names: [String], from first: Int32) -> [(name: String, id: Int32)] {
        names.enumerated().map { ($1, first + Int32(truncatingIfNeeded: $0)) }
    }

    /// - Parameter pattern: nil goes by the file's name.
    static func read(_ bytes: [UInt8], file: String, pattern: PretokenPattern?) throws(DataError) -> Tokenizer {
        let known = encoding(ofPath: file)
        guard let pattern = pattern ?? known?.pattern else {
            throw DataError(
                "the pattern of this rank file is not known by its name", file: file,
                mend: "give it with --pattern: \(PretokenPattern.names)")
        }
        var vocabulary = try ranks(bytes, file: file)
        vocabulary.findByteTokens()
        let model = try BPEModel(ranked: &vocabulary, special: known?.special ?? [])
        let added = (known?.special ?? []).map { AddedToken(id: $0.id, content: $0.name) }
        return Tokenizer(
            .byteLevel(
                ByteLevelTokenizer(model: model, preparation: .init(pattern: pattern), addedTokens: added)),
            addedTokens: added, layout: TokenizerLayout(pattern: pattern))
    }

    /// Every cut of a token is looked at.
    private static let longestToken = 8000

    /// Tokens by rank, which is their id.
    private static func ranks(_ bytes: [UInt8], file: String) throws(DataError) -> Vocabulary {
        var vocabulary = Vocabulary(minimumCapacity: bytes.count / 16)
        var token: [UInt8] = []
        var name: [UInt8] = []
        var place = 0
        var line = 0
        while place < bytes.count {
            line += 1
            token.removeAll(keepingCapacity: true)
            var rank = 0
            let isGood = readLine(bytes, &place, &token, &rank)
            guard isGood, !token.isEmpty, rank < Vocabulary.limit else {
                throw DataError("this is not a token in base64 and its rank", file: file, line: line)
            }
            guard token.count <= longestToken else {
                throw DataError("a token is longer than \(longestToken) bytes", file: file, line: line)
            }
            guard rank >= vocabulary.count else {
                throw DataError("the rank \(rank) is out of order", file: file, line: line)
            }
            while vocabulary.count < rank { vocabulary.appendGap() }
            name.removeAll(keepingCapacity: true)
            ByteAlphabet.append(token.span, to: &name)
            guard vocabulary.append(name: name.span, bytes: token.span) else {
                throw DataError("a token is there twice", file: file, line: line)
            }
        }
        guard vocabulary.count > 0 else { throw DataError("there are no tokens", file: file) }
        return vocabulary
    }

    /// Reads a line; false if it is not one of the format.
    private static func readLine(_ bytes: [UInt8], _ place: inout Int, _ token: inout [UInt8], _ rank: inout Int)
        -> Bool
    {
        var bits: UInt32 = 0
        var count: UInt32 = 0
        while place < bytes.count, bytes[place] != 0x20 {
            let byte = bytes[place]
            place += 1
            if byte == UInt8(ascii: "=") { continue }
            let value = digits[Int(byte)]
            if value == 255 { return false }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                token.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        place += 1
        var hasDigit = false
        while place < bytes.count, (0x30...0x39).contains(bytes[place]), rank < Vocabulary.limit {
            rank = rank * 10 + Int(bytes[place] - 0x30)
            hasDigit = true
            place += 1
        }
        if place < bytes.count, bytes[place] == 0x0D { place += 1 }
        guard hasDigit, place >= bytes.count || bytes[place] == 0x0A else { return false }
        place += 1
        return true
    }

    /// Value of each base64 digit, 255 for what is none.
    private static let digits: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, digit) in digits.utf8.enumerated() { values[Int(digit)] = UInt8(truncatingIfNeeded: value) }
        return values
    }()

    /// The rank file of a tokenizer.
    ///
    /// - Throws: naming the token that merges otherwise by rank.
    static func write(_ tokenizer: ByteLevelTokenizer, added: [AddedToken]) throws(DataError) -> [UInt8] {
        if let kept = tokenizer.preparation.beyondPattern {
            throw DataError("a rank file cannot hold \(kept)", mend: "write a tokenizer.json")
        }
        let vocabulary = tokenizer.model.vocabulary
        let isAdded = Set(added.map { Int($0.id) })
        var plain = Vocabulary(minimumCapacity: vocabulary.count)
        for id in 0..<vocabulary.count {
            if isAdded.contains(id) || !vocabulary.isInModel(id) {
                plain.appendGap()
            } else {
                _ = plain.append(name: vocabulary.name(id), bytes: vocabulary.tokens[id])
            }
        }
        plain.findByteTokens()
        if !tokenizer.model.isRanked {
            try RankCheck.check(tokenizer.model, try BPEModel(ranked: &plain, special: []))
        }
        var out: [UInt8] = []
        for id in 0..<plain.count where plain.isInModel(id) {
            let token = plain.tokens[id].withUnsafeBufferPointer { Array($0) }
            out += Base64.encode(token).utf8
            out.append(0x20)
            JSONText.appendNumber(id, to: &out)
            out.append(0x0A)
        }
        return out
    }
}
