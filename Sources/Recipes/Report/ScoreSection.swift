internal import Records

/// What the rules of a step measured, as a histogram a rule.
struct ScoreSection {
    let step: Manifest.StepAccount

    var html: HTMLText? {
        let tallies = step.receipt.tallies.filter { $0.key.hasPrefix(ScoreCounts.tally) }.sorted { $0.key < $1.key }
        guard !tallies.isEmpty else { return nil }
        let blocks = tallies.map { name, tally in
            let rule = String(name.dropFirst(ScoreCounts.tally.count))
            let counts = tally.compactMap { key, count in Int(key).map { ($0, count) } }.sorted { $0.0 < $1.0 }
            let dropped = step.receipt.dropped[rule] ?? 0
            return """
                <details><summary><b>\(step.name): \(rule)</b> \(Figures.count(dropped)) dropped</summary>\
                \(BarChart(bars: counts.map { bar($0, $1) }).html)</details>
                """ as HTMLText
        }
        return blocks.joined()
    }

    private func bar(_ step: Int, _ count: Int) -> BarChart.Bar {
        let bound = ScoreCounts.lowerBound(step)
        let whole = bound < 1 ? nil : Int(exactly: bound)
        let name = whole.map(Figures.count) ?? Figures.decimal(bound, places: 2)
        return BarChart.Bar(name: "from " + name, value: Double(count), label: Figures.count(count))
    }
}
