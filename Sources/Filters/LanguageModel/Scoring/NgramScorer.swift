package import Records

/// Scores words one after the other, each behind those before it, as KenLM does (kpu/kenlm, lm/model.cc): the longest
/// n-gram that the model has, and the backoffs of the longer contexts.
package struct NgramScorer {
    private let model: NgramModel
    private let tables: [NgramTable]
    /// The keys of the last words, the newest first, as far as the model has n-grams of them.
    private var context: [UInt64]
    private var length = 0
    /// Of the contexts of 1, 2, … words, and of those that the next word will make.
    private var backoffs: [Float]
    private var nextBackoffs: [Float]
    private let begin = NgramKey.word("<s>")
    private let end = NgramKey.word("</s>")

    package init(_ model: NgramModel) {
        self.model = model
        tables = model.tables
        context = [UInt64](repeating: 0, count: model.order)
        backoffs = [Float](repeating: 0, count: model.order)
        nextBackoffs = backoffs
    }

    /// Scores each line of a text as a sentence. Lines without a word are none.
    package mutating func score(_ text: Span<UInt8>) -> SentenceScore {
        var score = SentenceScore()
        var lines = NgramCounter.Lines(text)
        while let line = lines.next() { scoreSentence(text.extracting(line), &score) }
        return score
    }

    private mutating func scoreSentence(_ line: Span<UInt8>, _ score: inout SentenceScore) {
        var words = NgramCounter.Words(line)
        let before = score.words
        while let word = words.next() {
            if score.words == before { startSentence() }
            let (probability, isKnown) = next(NgramKey.word(line.extracting(word)))
            score.words += 1
            score.logProbability += Double(probability)
            if !isKnown { score.unknown += 1 }
        }
        if score.words == before { return }
        score.logProbability += Double(next(end).probability)
        score.sentences += 1
    }

    mutating func startSentence() {
        length = 0
        guard tables.count > 1, let slot = tables[0].find(begin) else { return }
        context[0] = begin
        backoffs[0] = slot.pointee.backoff
        length = 1
    }

    /// The decimal logarithm of a word's probability behind the context, to which the word is then added.
    mutating func next(_ word: UInt64) -> (probability: Float, isKnown: Bool) {
        let found = tables[0].find(word)
        let slot = found?.pointee ?? model.unknownSlot
        let word = found == nil ? model.unknown : word
        var probability = slot.probability
        nextBackoffs[0] = slot.backoff
        var (matched, key) = (1, word)
        while matched <= length {
            key = NgramKey.extended(key, by: context[matched - 1])
            guard let found = tables[matched].find(key) else { break }
            probability = found.pointee.probability
            nextBackoffs[matched] = found.pointee.backoff
            matched += 1
        }
        for place in matched - 1..<length { probability += backoffs[place] }
        length = min(matched, tables.count - 1)
        for place in stride(from: length - 1, to: 0, by: -1) { context[place] = context[place - 1] }
        if length > 0 { context[0] = word }
        swap(&backoffs, &nextBackoffs)
        return (probability, word != model.unknown)
    }
}
