package import Records

extension Manifest {
    /// The run in a few numbers.
    package struct Totals: Codable, Sendable {
        /// Records that came from outside, unreadable ones included.
        package var read = 0
        /// Documents and examples in the last step that has records.
        package var kept = 0
        package var dropped = 0
        package var quarantined = 0
        /// Tokens written to shards.
        package var tokens = 0
        package var bytesWritten = 0
    }

    package var totals: Totals {
        var totals = Totals()
        for step in steps {
            let receipt = step.receipt
            if step.action == ReadOptions.action || step.action == PromptsOptions.action { totals.read += receipt.read }
            if receipt.written > 0 { totals.kept = receipt.written }
            totals.dropped += receipt.droppedCount
            totals.quarantined += receipt.quarantined
            totals.tokens += receipt.tallies["languageTokens"]?.values.reduce(0, +) ?? 0
            totals.bytesWritten += receipt.files.filter { !$0.path.hasPrefix(Workspace.hidden) }.reduce(0) {
                $0 + $1.bytes
            }
        }
        return totals
    }

    /// What was made and where, for the end of a run.
    package func summary(output: String) -> String {
        var lines: [String] = []
        for step in steps {
            let visible = step.receipt.files.filter { !$0.path.hasPrefix(Workspace.hidden) }
            let folders = Set(visible.map { Folder.parent(of: $0.path) }).sorted().filter {
                !$0.hasPrefix("dropped") && !$0.hasPrefix("quarantine")
            }
            guard !folders.isEmpty else { continue }
            let places = folders.map { Folder.join(output, $0) + "/" }.joined(separator: "  ")
            lines.append("\(step.name): \(places)")
        }
        lines.append("report: \(Folder.join(output, Workspace.report))")
        if !recipe.next.isEmpty {
            lines.append("next:")
            lines += recipe.next.replacing("{output}", with: output).split(separator: "\n").map { "  " + $0 }
        }
        return lines.joined(separator: "\n")
    }

    /// The totals and the balance of each step, for programs.
    package func summaryJSON() throws(DataError) -> String {
        struct Step: Encodable {
            var name: String
            var read: Int
            var written: Int
            var dropped: [String: Int]
            var quarantined: Int
        }
        struct Summary: Encodable {
            var totals: Totals
            var steps: [Step]
        }
        let balances = steps.map {
            Step(
                name: $0.name, read: $0.receipt.read, written: $0.receipt.written, dropped: $0.receipt.dropped,
                quarantined: $0.receipt.quarantined)
        }
        return try CanonicalJSON.text(Summary(totals: totals, steps: balances), pretty: true)
    }
}
