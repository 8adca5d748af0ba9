/// Which characters are pieces: by code point, in pages of 64, of which those without any piece are one and the same.
struct CharacterPieces: Sendable {
    private var pages = [UInt16](repeating: 0, count: 0x11_0000 >> pageBits)
    private var ids = [Int32](repeating: -1, count: 1 << pageBits)
    private static let pageBits = 6

    /// - Parameter names: pieces and their ids, those of several characters among them.
    init(_ names: [(word: [UInt8], value: Int32)]) {
        for (word, id) in names {
            var place = 0
            let character = word.withUnsafeBufferPointer { Self.codePoint($0, &place) }
            guard let character, place == word.count else { continue }
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
        word.withUnsafeBufferPointer { text in
            var found: [Int32] = []
            var place = 0
            while place < text.count {
                guard let id = next(text, &place), id >= 0 else { return nil }
                found.append(id)
            }
            return found
        }
    }

    /// The id of the character at `place`, which is moved behind it: -1 for one that is no piece, nil if there is none.
    @inline(__always)
    func next(_ text: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> Int32? {
        guard let character = Self.codePoint(text, &place) else { return nil }
        return ids[slot(character)]
    }

    @inline(__always)
    private func slot(_ character: Int) -> Int {
        Int(pages[character &>> Self.pageBits]) &<< Self.pageBits | character & (1 &<< Self.pageBits &- 1)
    }

    @inline(__always)
    private static func codePoint(_ text: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> Int? {
        let first = text[place]
        if first < 0x80 {
            place &+= 1
            return Int(first)
        }
        let length = SentencePieceUnigram.characterLength(first)
        guard length > 1, place &+ length <= text.count else { return nil }
        var character = Int(first & (0xFF &>> UInt8(length &+ 1)))
        for next in 1..<length {
            let byte = text[place &+ next]
            guard byte & 0xC0 == 0x80 else { return nil }
            character = character &<< 6 | Int(byte & 0x3F)
        }
        guard character < 0x11_0000 else { return nil }
        place &+= length
        return character
    }
}
