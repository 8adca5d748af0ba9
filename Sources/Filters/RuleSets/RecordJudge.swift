internal import Records

/// Judges one record after the other by all rule sets of a stage.
struct RecordJudge: ~Copyable {
    typealias Score = (rule: Int, value: Double)

    private let sets: [RuleSet.Named]
    /// Index of each set's first rule among those of the stage.
    private let firstRules: [Int]
    private let annotates: Bool
    private var measurer: TextMeasurer
    private var c4: [C4Lines?]
    /// Figures of the last record that have a rule of their own.
    private(set) var scores: [Score] = []
    /// What c4 left of the last text, if `isEdited`.
    private(set) var edited: [UInt8] = []
    private(set) var isEdited = false
    /// Of the last record, as JSON.
    private(set) var annotation: [UInt8] = []
    private var drops: [Int] = []

    init(sets: [RuleSet.Named], stopWords: StopWords, annotates: Bool) {
        self.sets = sets
        self.annotates = annotates
        var firstRules: [Int] = []
        var count = 0
        for set in sets {
            firstRules.append(count)
            count += set.rules.count
        }
        self.firstRules = firstRules
        measurer = TextMeasurer(stopWords: stopWords)
        c4 = sets.map { set in
            if case .lines(let rules) = set.judgement { C4Lines(rules) } else { nil }
        }
    }

    /// The rule that drops the record, and its score.
    mutating func judge(_ batch: Batch, _ index: Int) throws(DataError) -> (rule: Int, score: Double)? {
        scores.removeAll(keepingCapacity: true)
        isEdited = false
        measurer.begin(language: batch.languages[index])
        if annotates { annotation = [UInt8(ascii: "{")] }
        var first: (rule: Int, score: Double)?
        for place in sets.indices {
            if annotates { beginAnnotation(place) }
            let drop: (rule: Int, score: Double)?
            if isEdited {
                let text = edited
                drop = try judge(text.span, place, batch, index)
            } else {
                drop = try judge(batch.texts[index], place, batch, index)
            }
            if annotates { endAnnotation(place) }
            if let drop, first == nil { first = drop }
            if first != nil && !annotates { return first }
        }
        if annotates { annotation.append(UInt8(ascii: "}")) }
        return first
    }

    private mutating func judge(
        _ text: Span<UInt8>, _ place: Int, _ batch: Batch, _ index: Int
    ) throws(DataError) -> (rule: Int, score: Double)? {
        switch sets[place].judgement {
        case .limits(let limits): return judge(text, limits, place)
        case .languages(let limits, let all):
            guard let own = limits[batch.languages.string(index)] else { return nil }
            return judge(text, own, place) { limit in all.firstIndex(of: limit.measure) ?? 0 }
        case .lines: return judgeLines(text, place)
        case .conditions(let conditions): return try judge(text, conditions, place, batch, index)
        }
    }

    private mutating func judge(
        _ text: Span<UInt8>, _ limits: [Limit], _ place: Int, rule: ((Limit) -> Int)? = nil
    ) -> (rule: Int, score: Double)? {
        var first: (rule: Int, score: Double)?
        for (number, limit) in limits.enumerated() {
            let value = measurer.value(limit.measure, of: text)
            let own = firstRules[place] + (rule?(limit) ?? number)
            scores.append((own, value))
            if annotates { annotate(limit.measure.name, value) }
            if limit.allows(value) { continue }
            if !annotates { return (own, value) }
            drops.append(own)
            first = first ?? (own, value)
        }
        return first
    }

    private mutating func judgeLines(_ text: Span<UInt8>, _ place: Int) -> (rule: Int, score: Double)? {
        guard var lines = c4[place] else { return nil }
        c4[place] = nil
        defer { c4[place] = lines }
        let fault = lines.judge(text, measurer.tokens(text))
        let sentences = Double(lines.sentences)
        let counts = Double(lines.keptLines)
        let rule = firstRules[place] + (fault ?? 0)
        if fault == nil || fault == C4.rules.count - 1 {
            scores.append((firstRules[place] + C4.rules.count - 1, sentences))
        }
        if annotates {
            annotate("sentences", sentences)
            annotate("keptLines", counts)
            if fault != nil { drops.append(rule) }
        } else if fault == nil {
            edited = lines.kept
            isEdited = true
            measurer.beginEdited()
        }
        return fault.map { (firstRules[place] + $0, sentences) }
    }

    private mutating func judge(
        _ text: Span<UInt8>, _ conditions: [CustomRule.Condition], _ place: Int, _ batch: Batch, _ index: Int
    ) throws(DataError) -> (rule: Int, score: Double)? {
        var first: (rule: Int, score: Double)?
        for (number, condition) in conditions.enumerated() {
            var given: [Double?] = []
            for measure in condition.measures { given.append(measure.map { measurer.value($0, of: text) }) }
            if annotates {
                for case (let measure?, let value?) in zip(condition.measures, given) { annotate(measure.name, value) }
            }
            let rule = firstRules[place] + number
            guard try condition.expression.holds(batch, index, given: given) else { continue }
            let score = given.compactMap(\.self).first ?? 0
            if !annotates { return (rule, score) }
            drops.append(rule)
            first = first ?? (rule, score)
        }
        return first
    }
}

extension RecordJudge {
    /// `"gopherQuality":{`.
    private mutating func beginAnnotation(_ place: Int) {
        if annotation.last != UInt8(ascii: "{") { annotation.append(UInt8(ascii: ",")) }
        JSONText.appendString(sets[place].name, to: &annotation)
        annotation.append(contentsOf: ":{".utf8)
        drops.removeAll(keepingCapacity: true)
    }

    private mutating func annotate(_ name: String, _ value: Double) {
        if annotation.last != UInt8(ascii: "{") { annotation.append(UInt8(ascii: ",")) }
        JSONText.appendString(name, to: &annotation)
        annotation.append(UInt8(ascii: ":"))
        annotation.append(contentsOf: Self.spelling(value).utf8)
    }

    private static func spelling(_ value: Double) -> String {
        if !value.isFinite { return "null" }
        return Int(exactly: value).map(String.init) ?? String(value)
    }

    /// `"drops":["words"]}`.
    private mutating func endAnnotation(_ place: Int) {
        if annotation.last != UInt8(ascii: "{") { annotation.append(UInt8(ascii: ",")) }
        annotation.append(contentsOf: "\"drops\":[".utf8)
        for (number, rule) in drops.enumerated() {
            if number > 0 { annotation.append(UInt8(ascii: ",")) }
            JSONText.appendString(sets[place].rules[rule - firstRules[place]], to: &annotation)
        }
        annotation.append(contentsOf: "]}".utf8)
    }
}
