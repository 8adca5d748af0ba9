internal import Records

/// Rules for source code: LLaMA's (Touvron et al. 2023, section 2.1: line length and share of alphanumeric characters),
/// with the figures of its reproduction (togethercomputer/RedPajama-Data, `data_prep/github`).
package struct GitHub: Defaulted {
    /// Code points, of the longest line and on average.
    package var maximumLine = 1000
    package var maximumMeanLine = 100.0
    package var minimumAlphanumericShare = 0.25

    package init() {}

    var limits: [Limit] {
        [
            .atMost(Double(maximumLine), .longestLine), .atMost(maximumMeanLine, .meanLineLength),
            .atLeast(minimumAlphanumericShare, .alphanumericShare),
        ]
    }
}
