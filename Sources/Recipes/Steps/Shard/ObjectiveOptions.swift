internal import Records
package import Shards
internal import Tokenizers

/// What a model is trained to do with the documents of a `shard` step; special tokens by their names.
package struct ObjectiveOptions: Defaulted {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// Each token after those before it.
        case causal
        /// The second part of a text after the first, which sees itself.
        case prefix
        /// T5: what is missing in a text.
        case spanCorruption
        /// UL2's seven denoisers.
        case ul2
        /// GLM: masked spans, written behind the text.
        case blankInfilling
    }

    package struct SpanCorruptionOptions: Codable, Sendable {
        package var density: Float?
        /// In tokens; 0: each token is drawn by itself.
        package var meanSpanLength: Float?
        package var inputs: Noise?
        package var targets: SpanCorruption.Targets?
    }

    package struct FillInTheMiddleOptions: Codable, Sendable {
        package var prefix: String
        package var middle: String
        package var suffix: String
        package var rate: Double?
        package var suffixFirstShare: Double?
    }

    package struct BlankInfillingOptions: Codable, Sendable {
        package var weights: [BlankInfilling.Kind: Double]?
        package var density: Double?
        package var meanSpanLength: Double?
        /// Tokens that end a sentence.
        package var sentenceEnds: [String]?
    }

    package var kind = Kind.causal
    package var spanCorruption: SpanCorruptionOptions?
    package var blankInfilling: BlankInfillingOptions?
    package var fillInTheMiddle: FillInTheMiddleOptions?
    /// Put behind inputs and targets; none if empty.
    package var end = ""
    /// The sentinel that comes first: the others have the ids below. T5's unless given.
    package var firstSentinel = "<extra_id_0>"
    /// UL2's weights of its paradigms; all denoisers alike unless given.
    package var weights: [DenoiserMixture.Paradigm: Double]?
    /// Whether the prefix and the rest are two sequences, for an encoder and a decoder.
    package var isEncoderDecoder = false
    package init() {}
}

extension ObjectiveOptions {
    /// - Parameter length: tokens a row, inputs of an encoder.
    func plan(_ plan: inout RowPlan, tokenizer: Tokenizer, path: String) throws(DataError) {
        func id(_ name: String) throws(DataError) -> Int32 {
            if let id = tokenizer.id(ofToken: name) { return id }
            throw DataError(
                "the tokenizer has no token '\(name)'", file: path, mend: "train with it, or name another")
        }
        func first() throws(DataError) -> Int32 {
            let first = try id(firstSentinel)
            // Sentinels are numbered in their names, if at all.
            let second = tokenizer.id(ofToken: firstSentinel.replacing("0", with: "1"))
            guard second == nil || second == first - 1 || second == first else {
                throw DataError(
                    "the sentinels do not run down from '\(firstSentinel)'", file: path,
                    mend: "train the tokenizer with the highest number first")
            }
            return first
        }
        let length = plan.length
        let end = self.end.isEmpty ? nil : try id(self.end)
        if let middle = fillInTheMiddle {
            var transform = FillInTheMiddle(
                tokens: .init(
                    prefix: try id(middle.prefix), middle: try id(middle.middle), suffix: try id(middle.suffix)))
            transform.rate = middle.rate ?? transform.rate
            transform.suffixFirstShare = middle.suffixFirstShare ?? transform.suffixFirstShare
            plan.fillInTheMiddle = transform
        }
        switch kind {
        case .causal: return
        case .prefix:
            var prefix = PrefixLM(chunkLength: length - (end == nil ? 0 : 1), end: end)
            prefix.model = isEncoderDecoder ? .encoderDecoder : .decoder
            plan.objective = prefix
        case .spanCorruption:
            plan.objective = try spanCorruption(length, first: try first(), end: end)
        case .ul2:
            var modes: [DenoiserMixture.Paradigm: [Int32]] = [:]
            for paradigm in DenoiserMixture.Paradigm.allCases { modes[paradigm] = [try id(paradigm.mode)] }
            plan.objective = DenoiserMixture.ul2(
                inputs: length, modes: modes, firstSentinel: try first(), end: end, weights: weights)
        case .blankInfilling: plan.objective = try blankInfilling(length, id)
        }
    }

    private func spanCorruption(_ length: Int, first: Int32, end: Int32?) throws(DataError) -> SpanCorruption {
        var corruption = SpanCorruption(chunkLength: length, firstSentinel: first, end: end)
        if let options = spanCorruption {
            corruption.density = options.density ?? corruption.density
            if let mean = options.meanSpanLength { corruption.meanSpanLength = mean > 0 ? mean : nil }
            corruption.inputs = options.inputs ?? corruption.inputs
            corruption.targets = options.targets ?? corruption.targets
        }
        guard corruption.density > 0, corruption.density < 1 else {
            throw DataError("the density of the noise must lie between 0 and 1")
        }
        if corruption.inputs == .spanToUniqueSentinel, let mean = corruption.meanSpanLength {
            corruption.chunkLength =
                SpanLengths(inputs: length, density: Double(corruption.density), meanSpanLength: Double(mean)).tokens
        }
        guard corruption.sentinelCount <= Int(first) else {
            throw DataError("an example may need \(corruption.sentinelCount) sentinels, more than there are ids below")
        }
        return corruption
    }

    private func blankInfilling(
        _ length: Int, _ id: (String) throws(DataError) -> Int32
    ) throws(DataError) -> BlankInfilling {
        let tokens = BlankInfilling.Tokens(
            mask: try id("[MASK]"), sentenceMask: try id("[sMASK]"), generationMask: try id("[gMASK]"),
            startOfPiece: try id("<sop>"), endOfPiece: try id("<eop>"))
        // A mask and a start of piece come on top.
        var infilling = BlankInfilling(chunkLength: max(1, length - 2), tokens: tokens)
        infilling.weights = blankInfilling?.weights ?? infilling.weights
        infilling.density = blankInfilling?.density ?? infilling.density
        infilling.meanSpanLength = blankInfilling?.meanSpanLength ?? infilling.meanSpanLength
        for name in blankInfilling?.sentenceEnds ?? [] { infilling.sentenceEnds.insert(try id(name)) }
        return infilling
    }
}
