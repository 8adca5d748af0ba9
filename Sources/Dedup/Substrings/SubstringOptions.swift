internal import Records

/// `substring`: how long a repeat must be. It is searched for in the bytes of the texts as they are, or in their words
/// without regard to case and what stands between them (Lee et al. 2022, "Deduplicating Training Data Makes Language Models
/// Better", section 4.1, take 50 tokens, two bytes each).
package struct SubstringOptions: Defaulted, Equatable {
    package enum Unit: String, Codable, Sendable, CaseIterable {
        case bytes
        /// As `Words` cuts them: in scripts without spaces each letter is one.
        case words
    }

    package var unit = Unit.bytes
    /// Units of the shortest repeat; nil for 100 bytes or 50 words.
    package var length: Int?
    package init() {}

    package var leastLength: Int { length ?? (unit == .bytes ? 100 : 50) }

    /// - Throws: for values that mean nothing.
    func check() throws(DataError) {
        guard (4...1_000_000).contains(leastLength) else {
            throw DataError("length must lie in 4 to 1000000, not \(leastLength)")
        }
    }
}
