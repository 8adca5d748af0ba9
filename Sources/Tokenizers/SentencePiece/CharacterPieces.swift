internal import Text

/// Which characters are pieces: by code point, in pages of 64, of which those without any piece are one and the same.
struct CharacterPieces: Sendable {
    private var pages = [UInt16](repeating: 0, count: 0x11_0000 >> pageBits)
    private var ids = [Int32](repeating: -1, count: 1 << pageBits)
    private static let pageBits = 6

    /// - Parameter names: pieces and their ids, those of several characters among them.
    init(_ names: [(word: [UInt8], value: Int32)]) {
        for (word, id) in names {
            var place = 0
            guard let character = Self.character(word.span, &place), place == word.count else { continue }
            let page = character >> Self.pageBits
            if pages[page] == 0 {
                pages[page] = UInt16(truncatingIfNeeded: ids.count >> Self.pageBits)
                ids += [Int32](repeating: -1, count: 1 << Self.pageBits)
            }
            ids[slot(character)] = id
        }
    }

    /// The ids of all characters of a piece; nil if one of them is none.
    func ids(_ word: [UInt8]) -> [Int32]? {
        var found: [Int32] = []
        var place = 0
        while place < word.count {
            guard let id = next(word.span, &place), id >= 0 else { return nil }
            found.append(id)
        }
        return found
    }

    /// The id of the character at `place`, which is moved behind it: -1 for one that is no piece, nil if there is none.
    @inline(__always)
    func next(_ text: Span<UInt8>, _ place: inout Int) -> Int32? {
        Self.character(text, &place).map { ids[slot($0)] }
    }

    /// The code point at `place`, which is moved behind it; nil for what is not UTF-8.
    @inline(__always)
    private static func character(_ text: Span<UInt8>, _ place: inout Int) -> Int? {
        let (point, length) = CodePoint.decode(text, at: place)
        if length == 1, point >= 0x80 { return nil }
        place &+= length
        return Int(point)
    }

    @inline(__always)
    private func slot(_ character: Int) -> Int {
        Int(pages[character &>> Self.pageBits]) &<< Self.pageBits | character & (1 &<< Self.pageBits &- 1)
    }
}
