internal import ArgumentParser
internal import Dedup

/// `--method lines`.
struct LinesArguments: ParsableArguments {
    @Option(help: "What is compared: line, paragraph or sentence.")
    var piece: LinesOptions.Piece?

    @Option(help: ArgumentHelp("How many of them in a row are compared as one: 3 sentences in C4.", valueName: "n"))
    var span: Int?

    @Option(
        help: ArgumentHelp("How often one stands in the corpus before all but the first go, 2 or more.", valueName: "n")
    )
    var atLeast: Int?

    var isGiven: Bool { piece != nil || span != nil || atLeast != nil }

    func options(_ exact: ExactArguments) throws -> LinesOptions {
        var options = LinesOptions()
        options.piece = piece ?? options.piece
        options.span = span ?? options.span
        options.atLeast = atLeast ?? options.atLeast
        options.ignore = try exact.normalisations ?? options.ignore
        return options
    }
}

extension LinesOptions.Piece: ExpressibleByArgument {}
