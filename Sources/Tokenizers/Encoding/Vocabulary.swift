package import Records

/// Tokens and their ids. A token is bytes; an added token's are the UTF-8 of its name.
package struct Vocabulary: Sendable {
    /// More would not fit into the table of merges: 21 bits an id, and a pair of the highest number twice is what an empty
    /// place looks like.
    package static let limit = 1 << 21 - 1

    /// By id.
    package private(set) var tokens = ByteColumn()
    /// By id, as files spell them: bytes by `ByteAlphabet`, added tokens as they are.
    private var names = ByteTable()
    /// Whether the token is an added one the model does not know.
    private var isOutsideModel: [Bool] = []
    /// Id of each byte's token, -1 if it has none.
    package private(set) var byteIDs = [Int32](repeating: -1, count: 256)

    package init() {}

    init(minimumCapacity: Int) { names = ByteTable(minimumCapacity: minimumCapacity) }

    /// The vocabulary that training starts from: special tokens, then bytes in the order of their names.
    init(specialTokens: [String], alphabet: [UInt8] = ByteAlphabet.sorted) throws(DataError) {
        for token in specialTokens {
            let name = Array(token.utf8)
            guard !name.isEmpty else { throw DataError("a special token is empty") }
            guard append(name: name.span, bytes: name.span) else {
                throw DataError("the special token '\(token)' is given twice")
            }
        }
        var name: [UInt8] = []
        for byte in alphabet {
            name.removeAll(keepingCapacity: true)
            ByteAlphabet.append([byte].span, to: &name)
            // A special token of that name is the byte's token, too, as with the peer.
            _ = append(name: name.span, bytes: [byte].span)
            byteIDs[Int(byte)] = id(ofName: name.span) ?? -1
        }
    }

    /// The tokens of a file that has them in the order of their ids.
    ///
    /// - Parameters:
    ///   - names: of the model's tokens.
    ///   - added: with the ids they have among those, or that follow.
    /// - Returns: nil when ids are otherwise, or a token is not written in ByteLevel's characters.
    init?(names: ByteTable, added: [AddedToken]) {
        var isAdded: Set<Int> = []
        var all = names
        for token in added {
            let id = all.insert(Array(token.content.utf8).span)
            guard id == Int(token.id), id < Self.limit else { return nil }
            isAdded.insert(id)
        }
        tokens = ByteColumn(values: all.count, bytes: all.strings.bytes.count)
        for id in 0..<all.count {
            var isSpelt = true
            if isAdded.contains(id) {
                tokens.append(all[id])
            } else {
                tokens.append { isSpelt = ByteAlphabet.appendBytes(of: all[id], to: &$0) }
            }
            guard isSpelt else { return nil }
        }
        isOutsideModel = (0..<all.count).map { $0 >= names.count }
        self.names = all
        findByteTokens()
    }

    package var count: Int { tokens.count }

    @_lifetime(borrow self)
    func name(_ id: Int) -> Span<UInt8> { names[id] }

    func id(ofName name: Span<UInt8>) -> Int32? { names.index(of: name).map { Int32(truncatingIfNeeded: $0) } }

    func isInModel(_ id: Int) -> Bool { !isOutsideModel[id] }

    /// Gives the next id to a token; false if the name is taken.
    mutating func append(name: Span<UInt8>, bytes: Span<UInt8>, isInModel: Bool = true) -> Bool {
        guard names.insert(name) == tokens.count else { return false }
        tokens.append(bytes)
        isOutsideModel.append(!isInModel)
        return true
    }

    /// Leaves the next id without a token.
    mutating func appendGap() {
        // No token is spelt like this: it is not UTF-8.
        let name = [0xFF] + Array("\(count)".utf8)
        _ = append(name: name.span, bytes: Span(), isInModel: false)
    }

    func isGap(_ id: Int) -> Bool { isOutsideModel[id] && tokens.range(id).isEmpty }

    /// Notes which tokens are the single bytes', by their names.
    mutating func findByteTokens() {
        var name: [UInt8] = []
        for byte in UInt8.min...UInt8.max {
            name.removeAll(keepingCapacity: true)
            ByteAlphabet.append([byte].span, to: &name)
            let id = id(ofName: name.span)
            byteIDs[Int(byte)] = id.map { isInModel(Int($0)) ? $0 : -1 } ?? -1
        }
    }

    /// The id of the token that two tokens make, which is new or was there before.
    ///
    /// - Parameter prefix: what the names of tokens inside words begin with, and what the second loses.
    mutating func id(ofMerging pair: TokenPair, prefix: [UInt8] = []) -> Int32 {
        let name = name(ofMerging: pair, prefix: prefix)
        let bytes = Self.join(tokens[Int(pair.first)], tokens[Int(pair.second)])
        if append(name: name.span, bytes: bytes.span) { return Int32(truncatingIfNeeded: count - 1) }
        return id(ofName: name.span) ?? 0
    }

    private func name(ofMerging pair: TokenPair, prefix: [UInt8]) -> [UInt8] {
        let second = names[Int(pair.second)]
        let isPrefixed = ByteOrder.areEqual(second.extracting(first: prefix.count), prefix.span)
        return Self.join(names[Int(pair.first)], second.extracting(droppingFirst: isPrefixed ? prefix.count : 0))
    }

    static func join(_ first: Span<UInt8>, _ second: Span<UInt8>) -> [UInt8] {
        var joined: [UInt8] = []
        joined.reserveCapacity(first.count + second.count)
        first.withUnsafeBufferPointer { joined.append(contentsOf: $0) }
        second.withUnsafeBufferPointer { joined.append(contentsOf: $0) }
        return joined
    }
}
