internal import Records

/// `containment`: a document goes if nearly all its shingles are in one that stays, however much longer that is, as LLaMA
/// took out books of which more than 90 % stood in another (Touvron et al. 2023, section 2.1). If no other policy is named,
/// the longest stays.
package struct ContainmentOptions: Defaulted, Equatable {
    /// Share of a document's shingles that are in the other one.
    package var threshold = 0.9
    /// Words or characters in a shingle.
    package var shingle = 5
    package var unit = ShingleUnit.words
    package init() {}

    /// - Throws: for values that mean nothing.
    func check() throws(DataError) {
        guard threshold >= 0.5, threshold <= 1 else {
            throw DataError("threshold must lie in 0.5 to 1, not \(threshold)")
        }
        guard (1...64).contains(shingle) else { throw DataError("shingle must lie in 1 to 64, not \(shingle)") }
    }
}
