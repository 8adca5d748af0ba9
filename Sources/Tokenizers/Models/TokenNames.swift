internal import Records

/// Tokens by id and by spelling; ids may have gaps.
struct TokenNames: Sendable {
    private var table = ByteTable()
    private var ids: [Int32] = []
    /// Place in the table by id, -1 where there is no token.
    private var places: [Int32] = []

    /// - Returns: false when the spelling or the id is taken.
    mutating func insert(_ name: Span<UInt8>, id: Int32) -> Bool {
        while places.count <= Int(id) { places.append(-1) }
        guard places[Int(id)] < 0, table.index(of: name) == nil else { return false }
        places[Int(id)] = Int32(truncatingIfNeeded: table.insert(name))
        ids.append(id)
        return true
    }

    /// One more than the highest id.
    var limit: Int { places.count }

    func id(of name: Span<UInt8>) -> Int32? { table.index(of: name).map { ids[$0] } }
    func id(of name: [UInt8]) -> Int32? { id(of: name.span) }
    func id(of name: String) -> Int32? { id(of: Array(name.utf8)) }

    /// Empty where there is no token.
    func name(_ id: Int32) -> [UInt8] {
        guard id >= 0, id < places.count, places[Int(id)] >= 0 else { return [] }
        let span = table[Int(places[Int(id)])]
        return span.withUnsafeBufferPointer { Array($0) }
    }

    func has(_ id: Int32) -> Bool { id >= 0 && id < places.count && places[Int(id)] >= 0 }

    /// Ids of `<0x00>` … `<0xFF>`, if all are there that `bytes` need; the order is that of the bytes.
    func fallback(_ bytes: some Sequence<UInt8>) -> [Int32]? {
        var found: [Int32] = []
        for byte in bytes {
            guard let id = id(of: Self.byteName(byte)) else { return nil }
            found.append(id)
        }
        return found
    }

    /// `<0x0A>`
    static func byteName(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return Array("<0x".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)], UInt8(ascii: ">")]
    }

    /// The byte that a name such as `<0x0A>` stands for.
    static func byte(_ name: [UInt8]) -> UInt8? {
        guard name.count == 6, name.starts(with: "<0x".utf8), name[5] == UInt8(ascii: ">") else { return nil }
        return UInt8(String(decoding: name[3..<5], as: UTF8.self), radix: 16)
    }
}
