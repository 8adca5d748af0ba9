internal import Records

/// Lists of stop words by language.
struct StopWords: Sendable {
    private var lists: [String: [UInt64]] = [:]

    init(_ words: [String: [String]]) {
        lists = words.mapValues { words in
            Set(words).map { ContentHash.xxh3(Array($0.utf8).span) }.sorted()
        }
    }

    var isEmpty: Bool { lists.isEmpty }

    /// Hashes of the words of a language; a text whose language is unknown is taken for English, as the peers do.
    func list(_ language: Span<UInt8>) -> [UInt64]? {
        language.isEmpty
            ? lists["en"] : lists[String(decoding: language.withUnsafeBufferPointer(Array.init), as: UTF8.self)]
    }
}
