/// How many tokens of text give inputs and targets of a length (t5/data/preprocessors.py, `random_spans_helper`): the text
/// without its noise, a sentinel for each span, and the end.
package struct SpanLengths: Hashable, Sendable {
    package let tokens: Int
    package let inputs: Int
    package let targets: Int

    /// - Parameter inputs: at most so many.
    package init(inputs limit: Int, density: Double, meanSpanLength: Double) {
        var tokens = max(1, limit - 1)
        var next = Self.lengths(tokens + 1, density, meanSpanLength)
        while next.inputs <= limit {
            tokens += 1
            next = Self.lengths(tokens + 1, density, meanSpanLength)
        }
        var found = Self.lengths(tokens, density, meanSpanLength)
        // With half of the text noise, inputs and targets are to be of one length.
        if density == 0.5, found.targets > found.inputs {
            tokens -= 1
            found.targets -= 1
        }
        self.tokens = tokens
        inputs = found.inputs
        targets = found.targets
    }

    private static func lengths(
        _ tokens: Int, _ density: Double, _ meanSpanLength: Double
    ) -> (inputs: Int, targets: Int) {
        let noise = Int((Double(tokens) * density).rounded(.toNearestOrEven))
        let spans = Int((Double(noise) / meanSpanLength).rounded(.toNearestOrEven))
        return (tokens - noise + spans + 1, noise + spans + 1)
    }
}
