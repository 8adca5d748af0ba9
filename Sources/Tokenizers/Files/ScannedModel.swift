internal import Records

/// The model of a `tokenizer.json` whose tokens have the ids from 0 on in the order they are listed, and whose merges
/// follow them: nearly every file of byte-level BPE. Names and merges are read straight from the bytes.
struct ScannedModel {
    /// By id.
    private(set) var names: ByteTable
    private(set) var merges: [BPEModel.Merge] = []

    /// - Parameter size: of the file.
    init(size: Int) {
        // A token takes about as many bytes in the lines that Hugging Face writes of it and of its merge.
        names = ByteTable(minimumCapacity: size / 96)
        merges.reserveCapacity(size / 96)
    }

    /// Reads the model at `position`, which is moved after it.
    ///
    /// - Returns: its other settings, and null for its vocab and merges; nil if it is not as said above.
    mutating func read(_ bytes: Span<UInt8>, _ position: inout Int) throws(JSONFault) -> JSONObject? {
        var settings = JSONObject()
        var members = try JSONMembers(ofObject: bytes, at: position)
        while let token = try members.nextName() {
            let name = token.string(in: bytes)
            guard name == "vocab" || name == "merges" else {
                settings[name] = try members.tree()
                continue
            }
            // Once, and the merges last.
            guard settings[name] == nil, settings["merges"] == nil else { return nil }
            settings[name] = .null
            let isUsual =
                name == "vocab"
                ? try readNames(bytes, &members.position) : try readMerges(bytes, &members.position)
            guard isUsual else { return nil }
        }
        position = members.position
        return settings["merges"] == nil ? nil : settings
    }

    private mutating func readNames(_ bytes: Span<UInt8>, _ position: inout Int) throws(JSONFault) -> Bool {
        var members = try JSONMembers(ofObject: bytes, at: position)
        while let member = try members.next() {
            let id = names.count
            guard id < Vocabulary.limit, Self.is(bytes.extracting(member.value.range), id) else { return false }
            guard insert(bytes.extracting(member.name.range), hasEscapes: member.name.hasEscapes) == id else {
                return false
            }
        }
        position = members.position
        return true
    }

    /// Whether digits are those of a number.
    private static func `is`(_ digits: Span<UInt8>, _ number: Int) -> Bool {
        var value = 0
        for index in digits.indices {
            let digit = digits[index] &- UInt8(ascii: "0")
            guard digit < 10, value <= number else { return false }
            value = value * 10 + Int(digit)
        }
        return value == number
    }

    private mutating func insert(_ name: Span<UInt8>, hasEscapes: Bool) -> Int {
        hasEscapes ? names.insert(Self.unescaped(name).span) : names.insert(name)
    }

    private func id(_ name: Span<UInt8>, hasEscapes: Bool) -> Int32? {
        let id = hasEscapes ? names.index(of: Self.unescaped(name).span) : names.index(of: name)
        return id.map { Int32(truncatingIfNeeded: $0) }
    }

    private static func unescaped(_ inner: Span<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        JSONText.appendUnescaped(inner, to: &text)
        return text
    }

    private mutating func readMerges(_ bytes: Span<UInt8>, _ position: inout Int) throws(JSONFault) -> Bool {
        var list = try JSONElements(ofArray: bytes, at: position)
        while try list.isAtNext() {
            let pair: TokenPair?
            if list.isAtArray {
                pair = try readPair(bytes, &list.position)
            } else {
                let token = try list.string()
                let both = bytes.extracting(token.range)
                pair = token.hasEscapes ? cut(Self.unescaped(both).span) : cut(both)
            }
            guard let pair, let id = id(ofMerging: pair) else { return false }
            merges.append(.init(pair: pair, id: id))
        }
        position = list.position
        return true
    }

    /// `["a", "b"]`
    private func readPair(_ bytes: Span<UInt8>, _ position: inout Int) throws(JSONFault) -> TokenPair? {
        var list = try JSONElements(ofArray: bytes, at: position)
        guard try list.isAtNext() else { return nil }
        let first = try list.string()
        guard try list.isAtNext() else { return nil }
        let second = try list.string()
        guard try !list.isAtNext() else { return nil }
        position = list.position
        guard let left = id(bytes.extracting(first.range), hasEscapes: first.hasEscapes),
            let right = id(bytes.extracting(second.range), hasEscapes: second.hasEscapes)
        else { return nil }
        return TokenPair(left, right)
    }

    /// `"a b"`
    private func cut(_ both: Span<UInt8>) -> TokenPair? {
        // The first line of a merges.txt begins so.
        let version: StaticString = "#version"
        guard !both.indices.prefix(8).allSatisfy({ both[$0] == version.utf8Start[$0] }) else { return nil }
        guard let space = ByteScan.first(0x20, in: both),
            ByteScan.first(0x20, in: both, from: space + 1) == nil,
            let first = id(both.extracting(first: space), hasEscapes: false),
            let second = id(both.extracting(droppingFirst: space + 1), hasEscapes: false)
        else { return nil }
        return TokenPair(first, second)
    }

    /// The id of the token that two tokens make: most often the one after that of the merge before.
    private func id(ofMerging pair: TokenPair) -> Int32? {
        let (first, second) = (names[Int(pair.first)], names[Int(pair.second)])
        if let last = merges.last?.id, Int(last) + 1 < names.count {
            let next = names[Int(last) + 1]
            if next.count == first.count + second.count,
                ByteOrder.areEqual(next.extracting(first: first.count), first),
                ByteOrder.areEqual(next.extracting(droppingFirst: first.count), second)
            {
                return last + 1
            }
        }
        return names.index(of: Vocabulary.join(first, second).span).map { Int32(truncatingIfNeeded: $0) }
    }
}
