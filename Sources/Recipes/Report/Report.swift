internal import Records

/// `report.html`: what a run came to, as pictures, from its manifest alone. No times, so that the same run gives the
/// same bytes.
struct Report {
    let manifest: Manifest

    var html: String {
        let recipe = manifest.recipe
        let page: HTMLText = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>\(recipe.name) · Quern</title><style>\(HTMLText(raw: Style.sheet))</style></head><body>
            <h1>\(recipe.name)</h1>
            <p class="sub">Quern \(manifest.quern) · seed \(String(recipe.seed))</p>
            \(cards)
            \(section("What became of the records", flow))
            \(languages)
            \(section("Lengths of the records", lengths))
            \(section("Tokens", tokens))
            \(section("Dropped records", drops))
            \(section("Scores by rule", scores))
            \(section("Duplicates", duplicates))
            \(section("Unreadable records", quarantine))
            \(section("Files", files))
            </body></html>

            """
        return page.description
    }

    private func section(_ title: String, _ body: HTMLText?) -> HTMLText {
        guard let body else { return "" }
        return "<h2>\(title)</h2>\n\(body)\n"
    }

    private var cards: HTMLText {
        let totals = manifest.totals
        let facts = [
            ("documents read", Figures.count(totals.read)), ("kept in the end", Figures.count(totals.kept)),
            ("dropped", Figures.count(totals.dropped)), ("quarantined", Figures.count(totals.quarantined)),
            ("tokens in shards", Figures.count(totals.tokens)),
        ]
        let boxes = facts.map { "<div class=\"card\"><b>\($0.1)</b>\($0.0)</div>" as HTMLText }
        return "<div class=\"cards\">\(boxes.joined())</div>"
    }

    private var flow: HTMLText {
        let rows = manifest.steps.filter { $0.receipt.read > 0 }.map { step in
            let receipt = step.receipt
            var shares = [("kept", receipt.written, "kept")]
            for (index, rule) in receipt.dropped.keys.sorted().enumerated() {
                shares.append((rule, receipt.dropped[rule] ?? 0, "dropped\(index % 3)"))
            }
            shares.append(("quarantined", receipt.quarantined, "quarantined"))
            return FlowChart.Row(name: step.name, read: receipt.read, shares: shares)
        }
        return FlowChart(rows: rows).html
    }

    /// Of the first step that has records: the corpus as it was read and cleaned.
    private var languages: HTMLText {
        guard let step = manifest.steps.first(where: { $0.receipt.tallies["language"] != nil }),
            let documents = step.receipt.tallies["language"], let bytes = step.receipt.tallies["languageBytes"]
        else { return "" }
        return section("Languages: documents kept by \(step.name)", BarChart(counts: documents).html)
            + section("Languages: text", BarChart(counts: bytes, label: Figures.bytes).html)
            + section("Sources", BarChart(counts: step.receipt.tallies["source"] ?? [:]).html)
    }

    /// Of the steps that bring records in: the later ones only pass them on.
    private var lengths: HTMLText? {
        let charts = manifest.steps.compactMap { step -> HTMLText? in
            guard [ReadOptions.action, PromptsOptions.action].contains(step.action),
                let tally = step.receipt.tallies["lengthBits"]
            else { return nil }
            let counts = Dictionary(
                tally.compactMap { key, count in Int(key).map { ($0, count) } }, uniquingKeysWith: +)
            return "<h3>\(step.name)</h3>\(Histogram(countsByBits: counts, unit: "bytes").html)"
        }
        return charts.isEmpty ? nil : charts.joined()
    }

    private var tokens: HTMLText? {
        guard let step = manifest.steps.last(where: { $0.receipt.tallies["languageTokens"] != nil }),
            let tokens = step.receipt.tallies["languageTokens"], let bytes = step.receipt.tallies["languageTextBytes"]
        else { return nil }
        let ratios = tokens.compactMap { language, count -> BarChart.Bar? in
            guard let size = bytes[language], size > 0 else { return nil }
            let ratio = Double(count) / Double(size)
            return BarChart.Bar(name: language, value: ratio, label: Figures.decimal(ratio, places: 3))
        }
        let sorted = ratios.sorted { ($0.value, $0.name) < ($1.value, $1.name) }
        return """
            <p class="soft">Tokens per byte by language; shorter is cheaper. A byte-level tokenizer never needs more than 1.</p>
            \(BarChart(bars: sorted).html)
            """
    }

    private var drops: HTMLText? {
        let blocks = manifest.steps.flatMap { step in
            step.receipt.dropped.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { rule, count in
                let samples = step.receipt.samples.filter { $0.rule == rule }
                return """
                    <details><summary><b>\(step.name): \(rule)</b> \(Figures.count(count)) of \
                    \(Figures.count(step.receipt.read)) (\(Figures.percent(count, of: step.receipt.read)))</summary>
                    \(samples.map(quote).joined())</details>
                    """ as HTMLText
            }
        }
        return blocks.isEmpty ? nil : blocks.joined()
    }

    private var scores: HTMLText? {
        let sections = manifest.steps.compactMap { ScoreSection(step: $0).html }
        return sections.isEmpty ? nil : sections.joined()
    }

    private func quote(_ sample: Receipt.Sample) -> HTMLText {
        let note = sample.note.isEmpty ? "" : " · " + sample.note
        return """
            <blockquote><p>\(sample.excerpt)</p><small>\(sample.id) · score \
            \(Figures.decimal(sample.score, places: 3))\(note)</small></blockquote>
            """
    }

    private var duplicates: HTMLText? {
        let sections = manifest.steps.compactMap { step in
            DuplicateSection(step: step, options: manifest.recipe.steps.first { $0.name == step.name }?.dedupe).html
        }
        return sections.isEmpty ? nil : sections.joined()
    }

    private var quarantine: HTMLText? {
        var reasons: [String: Int] = [:]
        for step in manifest.steps { reasons.merge(step.receipt.tallies["quarantine"] ?? [:], uniquingKeysWith: +) }
        guard !reasons.isEmpty else { return nil }
        let rows = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            "<tr><td>\($0.key)</td><td class=\"n\">\(Figures.count($0.value))</td></tr>" as HTMLText
        }
        return """
            <table>\(rows.joined())</table><p class="soft">Each with its file, place and beginning in quarantine/.</p>
            """
    }

    private var files: HTMLText {
        let rows = manifest.steps.map { step in
            let visible = step.receipt.files.filter { !$0.path.hasPrefix(Workspace.hidden) }
            let size = visible.reduce(0) { $0 + $1.bytes }
            return """
                <tr><td>\(step.name)</td><td>\(step.action)</td><td class="n">\(Figures.count(visible.count)) files</td>\
                <td class="n">\(Figures.bytes(size))</td></tr>
                """ as HTMLText
        }
        return "<table>\(rows.joined())</table>"
    }
}
