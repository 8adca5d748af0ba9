internal import Glibc

/// What some sentences score under a language model.
package struct SentenceScore: Equatable, Sendable {
    /// The decimal logarithm of their probability.
    package var logProbability = 0.0
    package var words = 0
    /// Words that the model does not have.
    package var unknown = 0
    package var sentences = 0

    package init() {}

    /// Of a word on average, the ends of sentences counted as words; infinite where there is none.
    package var perplexity: Double {
        words + sentences == 0 ? .infinity : pow(10, -logProbability / Double(words + sentences))
    }

    package static func += (sum: inout SentenceScore, other: SentenceScore) {
        sum.logProbability += other.logProbability
        sum.words += other.words
        sum.unknown += other.unknown
        sum.sentences += other.sentences
    }
}
