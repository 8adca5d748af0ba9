/// Spans of bytes as tokens to train on.
package enum LossMask {
    /// The tokens that stand for any byte of a span, as transformers counts them: a token that straddles an end of a span
    /// belongs to it, since the model has to write it whole.
    /// - Parameters:
    ///   - tokens: the bytes each token stands for, in order.
    ///   - spans: in order.
    package static func trained(_ tokens: [Range<Int>], in spans: [Range<Int>]) -> [Bool] {
        var mask = [Bool](repeating: false, count: tokens.count)
        var next = 0
        for (index, token) in tokens.enumerated() {
            while next < spans.count, token.lowerBound >= spans[next].upperBound { next += 1 }
            if next == spans.count { break }
            mask[index] = token.upperBound > spans[next].lowerBound
        }
        return mask
    }

    /// How many spans begin inside a token, whose other bytes are then trained on though they are the prompt's.
    package static func cut(_ spans: [Range<Int>], by tokens: [Range<Int>]) -> Int {
        var next = 0
        var count = 0
        for span in spans {
            while next < tokens.count, tokens[next].upperBound <= span.lowerBound { next += 1 }
            if next < tokens.count, tokens[next].lowerBound < span.lowerBound { count += 1 }
        }
        return count
    }
}
