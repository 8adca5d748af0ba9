internal import Records

/// Fill-in-the-middle (Bavarian et al. 2022, "Efficient Training of Language Models to Fill in the Middle", sections 3 and
/// 4.3): some documents are cut in three and put together again with the middle last. All of it is trained on.
///
/// The cuts are between tokens; the paper's are between characters.
package struct FillInTheMiddle: Sendable {
    /// The ids of the sentinels.
    package struct Tokens: Hashable, Sendable {
        package var prefix: Int32
        package var middle: Int32
        package var suffix: Int32

        package init(prefix: Int32, middle: Int32, suffix: Int32) {
            self.prefix = prefix
            self.middle = middle
            self.suffix = suffix
        }
    }

    package var tokens: Tokens
    /// Share of the documents that are cut.
    package var rate = 0.5
    /// Share of these in the order suffix, prefix, middle (section 4.3, the second variant: the middle goes on right after
    /// the prefix).
    package var suffixFirstShare = 0.5

    package init(tokens: Tokens) { self.tokens = tokens }

    /// - Parameter document: with or without an end token, which stays at the end.
    package func apply(_ document: [Int32], end: Int32?, seed: StatelessSeed) -> [Int32] {
        var draw = seed.philox
        guard draw.uniform() < rate else { return document }
        let isSuffixFirst = draw.uniform() < suffixFirstShare
        let hasEnd = end != nil && document.last == end
        let text = hasEnd ? document.dropLast() : document[...]
        let cuts = [draw.below(text.count + 1), draw.below(text.count + 1)].sorted()
        let (prefix, middle, suffix) = (text[..<cuts[0]], text[cuts[0]..<cuts[1]], text[cuts[1]...])
        var output: [Int32] = [tokens.prefix]
        if isSuffixFirst {
            output += [tokens.suffix] + suffix + [tokens.middle] + prefix + middle
        } else {
            output += prefix + [tokens.suffix] + suffix + [tokens.middle] + middle
        }
        if hasEnd, let end { output.append(end) }
        return output
    }
}
