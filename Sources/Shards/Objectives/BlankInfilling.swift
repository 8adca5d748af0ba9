internal import Glibc
internal import Records

/// GLM's autoregressive blank infilling (Du et al. 2022, sections 2.1 and 2.2; Zeng et al. 2023, "GLM-130B", section 2.3):
/// spans of the text are masked, and written behind it, in any order, each behind a start-of-piece token.
///
/// Labels stand where the token is predicted, not where it is read: behind `[S] x5` the label is `x6`, and the last one of a
/// span is the end of the piece. Positions are two for each token: in the text, where a span's tokens stand at their mask,
/// and in the span, from 1 on.
package struct BlankInfilling: Objective {
    /// The ids of GLM's own tokens.
    package struct Tokens: Hashable, Sendable {
        package var mask: Int32
        package var sentenceMask: Int32
        package var generationMask: Int32
        package var startOfPiece: Int32
        package var endOfPiece: Int32

        package init(
            mask: Int32, sentenceMask: Int32, generationMask: Int32, startOfPiece: Int32, endOfPiece: Int32
        ) {
            self.mask = mask
            self.sentenceMask = sentenceMask
            self.generationMask = generationMask
            self.startOfPiece = startOfPiece
            self.endOfPiece = endOfPiece
        }
    }

    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// `[MASK]`: short spans, their lengths drawn from Poisson's distribution.
        case spans
        /// `[sMASK]`: whole sentences.
        case sentences
        /// `[gMASK]`: the end of the text, of any length, which goes on in its positions.
        case suffix
    }

    package var chunkLength: Int
    package var tokens: Tokens
    /// How often each kind is made. GLM-130B: 0.3 spans and 0.7 suffixes; GLM: 0.5 spans, 0.3 sentences, 0.2 suffixes.
    package var weights: [Kind: Double] = [.spans: 0.3, .suffix: 0.7]
    /// Share of the text that spans and sentences are of.
    package var density = 0.15
    /// Mean length of a span, in tokens.
    package var meanSpanLength = 3.0
    /// Tokens that end a sentence.
    package var sentenceEnds: Set<Int32> = []

    package init(chunkLength: Int, tokens: Tokens) {
        self.chunkLength = chunkLength
        self.tokens = tokens
    }

    package func example(of chunk: [Int32], seed: StatelessSeed) -> TrainingRow {
        var draw = seed.philox
        switch kind(&draw) {
        case .spans:
            let drawn = drawnSpans(chunk.count, &draw)
            let spans = drawn.isEmpty ? [chunk.count - 1..<chunk.count] : drawn
            return infilling(chunk, spans, order: Self.shuffled(spans.count, &draw), mask: tokens.mask)
        case .sentences:
            let spans = sentences(chunk, &draw)
            return infilling(chunk, spans, order: Self.shuffled(spans.count, &draw), mask: tokens.sentenceMask)
        case .suffix:
            let start = draw.below(chunk.count)
            return infilling(
                chunk, [start..<chunk.count], order: [0], mask: tokens.generationMask, goesOnInText: true)
        }
    }

    private func kind(_ draw: inout Philox) -> Kind {
        let kinds = Kind.allCases.filter { (weights[$0] ?? 0) > 0 }
        let place = draw.place(byWeights: kinds.map { weights[$0] ?? 0 })
        return kinds.isEmpty ? .suffix : kinds[place]
    }

    /// The example whose spans are given.
    ///
    /// - Parameters:
    ///   - spans: in the order of the text, none empty, with text between them.
    ///   - order: in which they are written.
    ///   - goesOnInText: positions of what is written are those it has in the text, not that of its mask.
    package func infilling(
        _ chunk: [Int32], _ spans: [Range<Int>], order: [Int], mask: Int32, goesOnInText: Bool = false
    ) -> TrainingRow {
        var example = TrainingRow()
        var maskPositions: [Int32] = []
        var place = 0
        for span in spans {
            appendText(chunk[place..<span.lowerBound], to: &example)
            maskPositions.append(Int32(truncatingIfNeeded: example.inputs.count))
            appendText([mask], to: &example)
            place = span.upperBound
        }
        appendText(chunk[place...], to: &example)
        example.prefixLength = example.inputs.count
        example.labels = [Int32](repeating: BlockPacker.ignored, count: example.inputs.count)
        for index in order {
            let span = chunk[spans[index]]
            example.inputs += [tokens.startOfPiece] + span
            example.labels += span + [tokens.endOfPiece]
            for offset in 0...span.count {
                let offset = Int32(truncatingIfNeeded: offset)
                example.positions.append(maskPositions[index] + (goesOnInText ? offset : 0))
                example.blockPositions.append(offset + 1)
            }
        }
        return example
    }

    /// Positions begin with 0.
    private func appendText(_ text: ArraySlice<Int32>, to example: inout TrainingRow) {
        for token in text {
            example.positions.append(Int32(truncatingIfNeeded: example.inputs.count))
            example.blockPositions.append(0)
            example.inputs.append(token)
        }
    }

    /// Spans until there is enough of them, where they do not touch: `density` of the text in all.
    private func drawnSpans(_ count: Int, _ draw: inout Philox) -> [Range<Int>] {
        var left = Int((Double(count) * density).rounded())
        var lengths: [Int] = []
        while left > 0 {
            let length = min(left, max(1, Self.poisson(meanSpanLength, &draw)))
            lengths.append(length)
            left -= length
        }
        // The text between is shared out: each span but the first has a token before it.
        let text = count - lengths.reduce(0, +)
        guard !lengths.isEmpty, text >= lengths.count - 1 else { return [] }
        let cuts = (0..<lengths.count).map { _ in draw.below(text - lengths.count + 2) }.sorted()
        var spans: [Range<Int>] = []
        var taken = 0
        for (index, cut) in cuts.enumerated() {
            let start = cut + index + taken
            spans.append(start..<start + lengths[index])
            taken += lengths[index]
        }
        return spans
    }

    /// Whole sentences, of which about `density` of the text is in them; the last one if there is but one.
    private func sentences(_ chunk: [Int32], _ draw: inout Philox) -> [Range<Int>] {
        var sentences: [Range<Int>] = []
        var start = 0
        for (place, token) in chunk.enumerated() where sentenceEnds.contains(token) || place == chunk.count - 1 {
            sentences.append(start..<place + 1)
            start = place + 1
        }
        let wanted = Double(chunk.count) * density
        var (chosen, length) = (Set<Int>(), 0)
        for index in Self.shuffled(sentences.count, &draw) where Double(length) < wanted {
            // Two that touch would be one.
            if chosen.contains(index - 1) || chosen.contains(index + 1) { continue }
            chosen.insert(index)
            length += sentences[index].count
        }
        return chosen.sorted().map { sentences[$0] }
    }

    /// Fisher and Yates's shuffle.
    private static func shuffled(_ count: Int, _ draw: inout Philox) -> [Int] {
        var order = Array(0..<count)
        for place in stride(from: count - 1, to: 0, by: -1) { order.swapAt(place, draw.below(place + 1)) }
        return order
    }

    /// Knuth's multiplication method, good for small means (The Art of Computer Programming, volume 2, section 3.4.1).
    private static func poisson(_ mean: Double, _ draw: inout Philox) -> Int {
        var product = draw.uniform()
        var count = 0
        let limit = exp(-mean)
        while product > limit {
            product *= draw.uniform()
            count += 1
        }
        return count
    }
}
