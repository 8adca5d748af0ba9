package import Records

/// Tokens and their ids. A token is bytes; a special token's are the UTF-8 of its name.
package struct Vocabulary: Sendable {
    package private(set) var tokens = ByteColumn()
    private var ids: [[UInt8]: Int32] = [:]
    /// How many tokens at the front are special.
    package private(set) var specialCount = 0
    /// Id of each byte's token.
    package private(set) var byteIDs = [Int32](repeating: -1, count: 256)

    package init() {}

    /// The vocabulary that training starts from: special tokens, then the bytes in GPT-2's order.
    init(specialTokens: [String]) throws(DataError) {
        for token in specialTokens {
            guard !token.isEmpty else { throw DataError("a special token is empty") }
            guard ids[Array(token.utf8)] == nil else { throw DataError("the special token '\(token)' is given twice") }
            append(Array(token.utf8))
        }
        specialCount = specialTokens.count
        for byte in ByteAlphabet.sorted {
            // A special token that is one visible byte is that byte's token, too, as with the peer.
            if byte < 0x80, let id = ids[[byte]] { byteIDs[Int(byte)] = id } else { append([byte]) }
        }
    }

    package var count: Int { tokens.count }

    package func id(of token: [UInt8]) -> Int32? { ids[token] }

    package mutating func append(_ token: [UInt8]) {
        let id = Int32(truncatingIfNeeded: tokens.count)
        tokens.append(token)
        ids[token] = id
        if token.count == 1, byteIDs[Int(token[0])] < 0 { byteIDs[Int(token[0])] = id }
    }

    /// The id of the token that two tokens make, which is new or was there before.
    mutating func id(ofMerging pair: TokenPair) -> Int32 {
        var token: [UInt8] = []
        for part in [pair.first, pair.second] {
            tokens[Int(part)].withUnsafeBufferPointer { token.append(contentsOf: $0) }
        }
        if let id = ids[token] { return id }
        append(token)
        return Int32(truncatingIfNeeded: tokens.count - 1)
    }
}
