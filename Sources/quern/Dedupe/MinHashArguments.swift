internal import ArgumentParser
internal import Dedup

/// `--method minhash`; threshold and shingles are those of other methods, too.
struct MinHashArguments: ParsableArguments {
    @Option(help: "Parameters of another tool or corpus, which the options below may change.")
    var preset: MinHashPreset?

    @Option(
        help: ArgumentHelp(
            "Jaccard similarity from which documents are duplicates; of --method containment the share contained.",
            valueName: "share"))
    var threshold: Double?

    @Option(help: ArgumentHelp("Words or characters in a shingle.", valueName: "n"))
    var shingle: Int?

    @Option(help: "What shingles are made of: words (in scripts without spaces characters) or characters.")
    var shingleUnit: ShingleUnit?

    @Option(help: ArgumentHelp("Hash values of a signature, of which bands and rows are made.", valueName: "n"))
    var permutations: Int?

    @Option(help: ArgumentHelp("Bands of a signature, with --rows.", valueName: "n"))
    var bands: Int?

    @Option(help: ArgumentHelp("Rows of a band, with --bands.", valueName: "n"))
    var rows: Int?

    @Flag(help: "Remove whatever shares a band with a document, or with one that does, however unlike it.")
    var noVerify = false

    /// Whether something is said that no other method asks for.
    var isGiven: Bool { preset != nil || permutations != nil || bands != nil || rows != nil || noVerify }

    var containment: ContainmentOptions {
        var options = ContainmentOptions()
        options.threshold = threshold ?? options.threshold
        options.shingle = shingle ?? options.shingle
        options.unit = shingleUnit ?? options.unit
        return options
    }

    var options: MinHashOptions {
        var options = MinHashOptions()
        options.preset = preset
        options.threshold = threshold
        options.shingle = shingle
        options.unit = shingleUnit
        options.permutations = permutations
        options.bands = bands
        options.rows = rows
        options.verify = noVerify ? false : nil
        return options
    }
}

extension MinHashPreset: ExpressibleByArgument {}
extension ShingleUnit: ExpressibleByArgument {}
