package import Records

/// The words of a language model, numbered as they are first met, behind the three that every model has.
package struct Vocabulary {
    package static let unknown: UInt32 = 0
    package static let begin: UInt32 = 1
    package static let end: UInt32 = 2
    static let special = ["<unk>", "<s>", "</s>"].map { Array($0.utf8) }

    /// The words one after the other; the number of a word is its place.
    private(set) var words = ByteColumn()
    /// Number of the word that hashes to a place, plus one; 0 where there is none. A power of two of places.
    private var places = [UInt32](repeating: 0, count: 1 << 12)

    package init() { for word in Self.special { _ = number(adding: word.span) } }

    package var count: Int { words.count }

    /// Appends the word of a number.
    package func append(_ number: UInt32, to output: inout [UInt8]) {
        words[Int(number)].withUnsafeBufferPointer { output.append(contentsOf: $0) }
    }

    /// The word's number; nil if it was never added.
    package func number(of word: Span<UInt8>) -> UInt32? {
        let found = places[place(of: word)]
        return found == 0 ? nil : found - 1
    }

    /// The word's number, the next free one if it is new.
    package mutating func number(adding word: Span<UInt8>) -> UInt32 {
        let place = place(of: word)
        if places[place] != 0 { return places[place] - 1 }
        words.append(word)
        places[place] = UInt32(words.count)
        if words.count * 2 > places.count { grow() }
        return UInt32(words.count - 1)
    }

    private func place(of word: Span<UInt8>) -> Int {
        var place = Int(truncatingIfNeeded: ContentHash.xxh3(word)) & (places.count - 1)
        while places[place] != 0, !isEqual(words[Int(places[place] - 1)], word) {
            place = (place + 1) & (places.count - 1)
        }
        return place
    }

    private func isEqual(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
        one.count == other.count && one.indices.allSatisfy { one[unchecked: $0] == other[unchecked: $0] }
    }

    private mutating func grow() {
        places = [UInt32](repeating: 0, count: places.count * 2)
        for number in 0..<words.count { places[place(of: words[number])] = UInt32(number + 1) }
    }
}
