package import Records

/// Takes a model's n-grams, order by order: written as ARPA, or kept to score with.
package protocol NgramSink {
    /// - Parameter sizes: how many n-grams there will be of each order, from 1 on.
    mutating func begin(sizes: [Int], _ vocabulary: Vocabulary) throws(DataError)

    /// - Parameters:
    ///   - words: numbers of the n-gram's words, the last first.
    ///   - probability: its decimal logarithm.
    ///   - backoff: the decimal logarithm of what the n-gram, as a context, weighs shorter ones with.
    mutating func append(
        _ words: UnsafePointer<UInt32>, order: Int, _ probability: Float, _ backoff: Float
    ) throws(DataError)
}
