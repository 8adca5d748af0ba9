internal import ArgumentParser
internal import Records

/// Which records a command takes.
struct SelectionArguments: ParsableArguments {
    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "Take records for which it holds: language == \"de\" && length(text) > 200, meta.score >= 0.5, \"x\" in tags.",
            valueName: "condition"))
    var condition: String?

    @Option(help: ArgumentHelp("Take this share of the records, 0 to 1, drawn by their ids.", valueName: "share"))
    var sample: Double?

    @Option(help: ArgumentHelp("Take the first so many.", valueName: "n"))
    var limit: Int?

    @Option(help: ArgumentHelp("Key of the draws of samples and splits.", valueName: "n"))
    var seed: UInt64 = 0

    func validate() throws {
        guard sample.map({ (0...1).contains($0) }) ?? true else {
            throw ValidationError("--sample is a share of 0 to 1")
        }
        guard limit.map({ $0 >= 0 }) ?? true else { throw ValidationError("--limit must not be negative") }
    }

    func selection() throws -> RecordSelection {
        RecordSelection(condition: try condition.map { try Expression($0) }, sample: sample, seed: seed, limit: limit)
    }
}
