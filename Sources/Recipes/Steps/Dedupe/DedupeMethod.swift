internal import Records

/// The ways to find what is said twice. Each has its options, a member of the same name in `DedupeOptions`.
package enum DedupeMethod: String, CaseIterable, Sendable {
    /// Texts that are equal but for what the options leave out of account.
    case exact
    /// Texts whose sets of shingles are similar: found by MinHash, verified.
    case minhash
    /// Texts whose fingerprints differ in few bits.
    case simhash
    /// Texts that are nearly all in another one.
    case containment
    /// What a Bloom filter seems to hold already.
    case bloom
    /// Lines, paragraphs or sentences that stood in the corpus before.
    case lines
    /// Bytes or words in a row that stood in the corpus before.
    case substring
}

extension DedupeOptions {
    /// The method whose options are there.
    var method: DedupeMethod {
        get throws(DataError) {
            let given: [DedupeMethod?] = [
                exact.map { _ in .exact }, minhash.map { _ in .minhash }, simhash.map { _ in .simhash },
                containment.map { _ in .containment }, bloom.map { _ in .bloom },
                lines.map { _ in .lines }, substring.map { _ in .substring },
            ]
            let methods = given.compactMap { $0 }
            guard methods.count == 1, let method = methods.first else {
                throw DataError(
                    "dedupe has \(methods.isEmpty ? "no method" : "more than one method")",
                    mend: "give it exactly one of " + DedupeMethod.allCases.map(\.rawValue).joined(separator: ", "))
            }
            return method
        }
    }
}
