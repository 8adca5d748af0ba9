internal import ArgumentParser
internal import Dedup

/// `--method bloom`; what is compared is said as of exact.
struct BloomArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Documents for which the filter is made, instead of those of the run.", valueName: "n"))
    var items: Int?

    @Option(
        help: ArgumentHelp(
            "Share of new documents that a filter with so many takes for known ones: 1e-6.", valueName: "share"))
    var falsePositives: Double?

    @Option(help: ArgumentHelp("Begin with the filter that another run wrote.", valueName: "file"))
    var filter: String?

    var isGiven: Bool { items != nil || falsePositives != nil || filter != nil }

    func options(_ exact: ExactArguments) throws -> BloomOptions {
        var options = BloomOptions()
        (options.by, options.ignore) = (exact.by, try exact.normalisations ?? options.ignore)
        options.items = items
        options.falsePositives = falsePositives ?? options.falsePositives
        options.filter = filter
        return options
    }
}
