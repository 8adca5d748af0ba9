package import Records

/// Judges texts by rule sets, in their order: what several of them measure is measured once. A text is dropped by the
/// first rule that it breaks; c4 hands what it leaves of a text to the sets behind it.
package struct RuleStage: Stage, Defaulted {
    package var sets: [RuleSet] = []
    /// Keeps every record as it is, and adds a member of this name to it: the figures, and under `drops` the rules that it
    /// breaks.
    package var annotate: String?

    package init() {}

    private enum CodingKeys: String, CodingKey { case sets, annotate }

    /// - Throws: if a set is not in order.
    package func check() throws(DataError) {
        guard !sets.isEmpty else {
            throw DataError("rules without sets", mend: "list some: sets: [{gopherQuality: {}}, {c4: {}}]")
        }
        for set in sets { _ = try set.named() }
    }

    package var rules: [String] {
        sets.compactMap { try? $0.named() }.flatMap { set in set.rules.map { set.name + "/" + $0 } }
    }

    package func process(_ batch: inout Batch) throws(DataError) {
        var named: [RuleSet.Named] = []
        for set in sets { named.append(try set.named()) }
        var stopWords: [String: [String]] = [:]
        for set in sets { stopWords.merge(set.gopherQuality?.stopWords ?? [:]) { $1 } }
        var judge = RecordJudge(sets: named, stopWords: StopWords(stopWords), annotates: annotate != nil)
        var edits = TextEdits()
        for index in 0..<batch.count where batch.isKept(index) {
            let drop = try judge.judge(batch, index)
            for score in judge.scores { batch.score(rule: score.rule, score.value) }
            if let drop, annotate == nil { batch.drop(index, rule: drop.rule, score: drop.score) }
            if annotate == nil, drop == nil, judge.isEdited { edits.add(index, judge.edited.span) }
            if let annotate { edits.add(index, annotation: annotate, judge.annotation) }
        }
        edits.apply(&batch)
    }
}
