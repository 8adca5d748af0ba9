internal import ArgumentParser
internal import Dedup

/// `--method minhash`.
struct MinHashArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Jaccard similarity from which documents are duplicates.", valueName: "share"))
    var threshold: Double?

    var options: MinHashOptions {
        var options = MinHashOptions()
        if let threshold { options.threshold = threshold }
        return options
    }
}
