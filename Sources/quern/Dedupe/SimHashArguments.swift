internal import ArgumentParser
internal import Dedup

/// `--method simhash`, whose shingles are said as those of minhash.
struct SimHashArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Bits in which fingerprints of duplicates may differ: 4.", valueName: "n"))
    var distance: Int?

    @Option(
        help: ArgumentHelp(
            "Blocks of a fingerprint, of which all but --distance are equal for two to be compared: 6.", valueName: "n")
    )
    var blocks: Int?

    var isGiven: Bool { distance != nil || blocks != nil }

    func options(_ minhash: MinHashArguments) -> SimHashOptions {
        var options = SimHashOptions()
        options.distance = distance ?? options.distance
        options.blocks = blocks ?? options.blocks
        options.shingle = minhash.shingle ?? options.shingle
        options.unit = minhash.shingleUnit ?? options.unit
        return options
    }
}
