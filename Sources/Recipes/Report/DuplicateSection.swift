internal import Dedup
internal import Records

/// What a report says of the duplicates of one step: how they were looked for, clusters by size, and of the largest ones
/// two members side by side.
struct DuplicateSection {
    let step: Manifest.StepAccount
    let options: DedupeOptions?

    var html: HTMLText? {
        if let repeats = step.receipt.tallies["repeats"] { return pieces(repeats) }
        guard let sizes = step.receipt.tallies["clusterSize"], !sizes.isEmpty else { return nil }
        let bars = sizes.compactMap { key, count in Int(key).map { ($0, count) } }.sorted { $0.0 < $1.0 }.map {
            BarChart.Bar(name: "\($0.0) documents", value: Double($0.1), label: Figures.count($0.1))
        }
        return """
            <h3>\(step.name): clusters by size</h3>\(method)\(BarChart(bars: Array(bars.prefix(30))).html)
            \(ClusterExcerpts.all(in: step.receipt).map(show).joined())
            """
    }

    private func pieces(_ repeats: [String: Int]) -> HTMLText {
        let (count, bytes) = (Figures.count(repeats["pieces"] ?? 0), Figures.bytes(repeats["bytes"] ?? 0))
        let done = options?.reportOnly == true ? "would have been" : "were"
        return """
            <h3>\(step.name): repeats</h3><p class="soft">\(count) pieces, \(bytes), \(done) cut out of the texts; \
            removed/\(step.name)/ says which, and where they stay.</p>
            """
    }

    private var method: HTMLText {
        var notes: [HTMLText] = []
        if options?.reportOnly == true {
            let count = step.receipt.tallies["duplicates"]?.values.reduce(0, +) ?? 0
            notes.append(
                "<p class=\"soft\">Nothing was dropped: \(Figures.count(count)) documents would have been.</p>")
        }
        if let parameters = try? options?.minhash?.parameters {
            let warning =
                parameters.verifies
                ? "Every removed document was compared with the one that stays: their Jaccard similarity is at least \(parameters.threshold)."
                : "Nothing was verified: what shares a band with a document, or with one that does, was removed, however unlike the one that stays."
            notes.append(
                """
                <p class="soft">Shingles of \(parameters.shingle) \(parameters.unit.rawValue), \(parameters.bands) bands of \
                \(parameters.rows) rows. Chance that a pair of a similarity is compared: \(parameters.curve). \(warning)</p>
                """)
        }
        if let simhash = options?.simhash {
            notes.append(
                "<p class=\"soft\">The fingerprints of a removed document and the one that stays differ in at most \(String(simhash.distance)) of 64 bits.</p>"
            )
        }
        if let containment = options?.containment {
            notes.append(
                "<p class=\"soft\">Of the shingles of a removed document, a share of at least \(String(containment.threshold)) is in the one that stays.</p>"
            )
        }
        return notes.joined()
    }

    private func show(_ excerpts: ClusterExcerpts) -> HTMLText {
        let pieces =
            WordDiff(excerpts.kept.excerpt, excerpts.removed.excerpt).pieces.map { piece in
                switch piece.change {
                case .same: "\(piece.text)"
                case .removed: "<del>\(piece.text)</del>"
                case .added: "<ins>\(piece.text)</ins>"
                }
            } as [HTMLText]
        return """
            <details><summary><b>cluster \(excerpts.cluster)</b> <del>\(excerpts.kept.id)</del> stays for \
            <ins>\(excerpts.removed.id)</ins></summary><blockquote><p>\(pieces.joined())</p></blockquote></details>

            """
    }
}
