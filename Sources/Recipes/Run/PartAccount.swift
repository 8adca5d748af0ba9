internal import Records

/// Counts what happens to the records of a part, for the receipt: the balance, and tallies for the report.
struct PartAccount {
    /// `stage/rule`, by stage and rule.
    let ruleNames: [[String]]
    private(set) var receipt = Receipt()
    private var firstBad: BadRecord?
    private var reasons: [String: Int] = [:]
    private var languages = ValueCounts()
    private var sources = ValueCounts()
    /// Bytes of kept text by language.
    private var languageBytes = ValueCounts()
    /// By stage and rule.
    private var scores: [[ScoreCounts]]
    /// Kept records by the position of the highest bit of their length in bytes.
    private var lengths = [Int](repeating: 0, count: Int.bitWidth + 1)

    init(ruleNames: [[String]]) {
        self.ruleNames = ruleNames
        scores = ruleNames.map { $0.map { _ in ScoreCounts() } }
    }

    mutating func add(_ batch: Batch) {
        receipt.read += batch.count + batch.bad.count
        receipt.quarantined += batch.bad.count
        for bad in batch.bad {
            firstBad = firstBad ?? bad
            reasons[bad.reason, default: 0] += 1
        }
        for score in batch.scores { scores[score.stage][score.rule].add(score.value) }
        for index in 0..<batch.count {
            if let drop = batch.drops[index] {
                count(drop, in: batch, at: index)
                continue
            }
            receipt.written += 1
            let size = batch.texts[index].count
            let length = size > 0 ? size : batch.rest[index].count  // examples have no text of their own
            languages.add(batch.languages[index], 1)
            languageBytes.add(batch.languages[index], size)
            sources.add(batch.sources[index], 1)
            lengths[Int.bitWidth - length.leadingZeroBitCount] += 1
        }
    }

    private mutating func count(_ drop: Batch.Drop, in batch: Batch, at index: Int) {
        let rule = ruleNames[drop.stage][drop.rule]
        receipt.dropped[rule, default: 0] += 1
        guard receipt.dropped[rule, default: 0] <= Receipt.samplesPerRule else { return }
        let excerpt = String(batch.texts.string(index).prefix(Self.excerptCharacters))
        receipt.samples.append(
            .init(rule: rule, score: drop.score, id: batch.ids.string(index), excerpt: excerpt))
    }

    static let excerptCharacters = 240

    func finish() -> Receipt {
        var receipt = receipt
        receipt.tallies["language"] = languages.counts(emptyAs: "unknown")
        receipt.tallies["languageBytes"] = languageBytes.counts(emptyAs: "unknown")
        receipt.tallies["source"] = sources.counts(emptyAs: "unnamed")
        for (bits, count) in lengths.enumerated() where count > 0 {
            receipt.tally("lengthBits", String(bits), by: count)
        }
        for (names, counts) in zip(ruleNames, scores) {
            for (name, counts) in zip(names, counts) where !counts.isEmpty {
                receipt.tallies[ScoreCounts.tally + name] = counts.tally
            }
        }
        for (reason, count) in reasons { receipt.tally("quarantine", reason, by: count) }
        return receipt
    }

    /// Why the part was given up: the share, the commonest reason, and the first place.
    func tooManyBad(_ part: Part, policy: BadRowsPolicy) -> DataError {
        let commonest = reasons.max { ($0.value, $1.key) < ($1.value, $0.key) }
        let share = Double(receipt.quarantined) / Double(max(1, receipt.read))
        let percent = Double(Int(share * 1000)) / 10
        return DataError(
            "\(receipt.quarantined) of \(receipt.read) records (\(percent) %) cannot be read; \(firstBad?.reason ?? "")"
                + (commonest.map { $0.value > 1 ? " (\($0.value) like it)" : "" } ?? ""),
            file: firstBad?.file ?? part.pieces.first?.file, line: firstBad?.line, offset: firstBad?.offset,
            mend: policy.tolerated == 0
                ? "mend the record, or tolerate some with --bad-rows 5%"
                : "check the format and the names of fields, or tolerate more with --bad-rows 50%")
    }
}
