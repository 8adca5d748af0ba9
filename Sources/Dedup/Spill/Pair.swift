/// A pair of 64-bit words, ordered by the first, then the second: a band key and a document, or two documents.
struct Pair: Comparable {
    var key: UInt64
    var value: UInt64
    static func < (first: Pair, second: Pair) -> Bool {
        first.key == second.key ? first.value < second.value : first.key < second.key
    }
}
