/// What must be taken from one text and put into it to make another, by words with the white space after them.
package struct WordDiff {
    package enum Change: Sendable { case same, removed, added }

    package struct Piece: Sendable, Equatable {
        package var change: Change
        package var text: String
    }

    /// In the order of the texts; neighbouring pieces differ in their change.
    package private(set) var pieces: [Piece] = []

    /// What differs is compared word by word up to so many pairs of words, and as a whole beyond.
    private static let limit = 4_000_000

    package init(_ one: String, _ other: String) {
        let (old, new) = (Self.words(one), Self.words(other))
        var start = 0
        while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
        var end = 0
        while end < min(old.count, new.count) - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
        append(.same, old[..<start])
        compare(Array(old[start..<(old.count - end)]), Array(new[start..<(new.count - end)]))
        append(.same, old[(old.count - end)...])
    }

    private static func words(_ text: String) -> [Substring] {
        var words: [Substring] = []
        var start = text.startIndex
        var index = start
        while index < text.endIndex {
            let next = text.index(after: index)
            if text[index].isWhitespace, next == text.endIndex || !text[next].isWhitespace {
                words.append(text[start..<next])
                start = next
            }
            index = next
        }
        if start < text.endIndex { words.append(text[start...]) }
        return words
    }

    private mutating func append(_ change: Change, _ words: some Sequence<Substring>) {
        for word in words {
            if pieces.last?.change == change {
                pieces[pieces.count - 1].text += word
            } else {
                pieces.append(Piece(change: change, text: String(word)))
            }
        }
    }

    /// By the longest common subsequence (Wagner and Fischer 1974).
    private mutating func compare(_ old: [Substring], _ new: [Substring]) {
        guard old.count * new.count <= Self.limit else {
            append(.removed, old)
            append(.added, new)
            return
        }
        let width = new.count + 1
        var lengths = [UInt32](repeating: 0, count: (old.count + 1) * width)
        for i in old.indices.reversed() {
            for j in new.indices.reversed() {
                lengths[i * width + j] =
                    old[i] == new[j]
                    ? lengths[(i + 1) * width + j + 1] + 1
                    : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
            }
        }
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if i < old.count, j < new.count, old[i] == new[j] {
                append(.same, [old[i]])
                (i, j) = (i + 1, j + 1)
            } else if j == new.count || i < old.count && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
                append(.removed, [old[i]])
                i += 1
            } else {
                append(.added, [new[j]])
                j += 1
            }
        }
    }
}
