internal import Records

/// `lines`: which pieces of texts are compared, and how often one may stand in a corpus.
///
/// CCNet hashes each line over a shard of a crawl, without regard to case, punctuation and digits (Wenzek et al. 2020,
/// section 3.1); C4 keeps one of every three sentences in a row that it meets more than once (Raffel et al. 2020, section
/// 2.2). Here the first one stays.
package struct LinesOptions: Defaulted, Equatable {
    package enum Piece: String, Codable, Sendable, CaseIterable {
        case line
        /// Lines up to an empty one.
        case paragraph
        case sentence
    }

    package var piece = Piece.line
    /// How many pieces in a row are compared as one.
    package var span = 1
    /// How often a span stands in the corpus before all but the first of them go.
    package var atLeast = 2
    package var ignore: [ExactOptions.Normalisation] = ExactOptions().ignore
    package init() {}

    /// - Throws: for values that mean nothing.
    func check() throws(DataError) {
        guard (1...1000).contains(span) else { throw DataError("span must lie in 1 to 1000, not \(span)") }
        guard (2...1_000_000).contains(atLeast) else {
            throw DataError("atLeast must lie in 2 to 1000000, not \(atLeast)", mend: "what stands once is no repeat")
        }
    }
}
