internal import ArgumentParser
internal import Dedup

/// `--method exact`, and what makes no difference to other methods that compare what is equal.
struct ExactArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Field that is compared.", valueName: "field"))
    var by: String = ExactOptions().by

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "What makes no difference, instead of nfc case space: some of these, punctuation, digits; or none.",
            valueName: "what"))
    var ignore: [String] = []

    func options() throws -> ExactOptions {
        var options = ExactOptions()
        options.by = by
        options.ignore = try normalisations ?? options.ignore
        return options
    }

    /// Nil if nothing was said.
    var normalisations: [ExactOptions.Normalisation]? {
        get throws {
            if ignore.isEmpty { return nil }
            return try (ignore == ["none"] ? [] : ignore).map { word in
                guard let normalisation = ExactOptions.Normalisation(rawValue: word) else {
                    let known = ExactOptions.Normalisation.allCases.map(\.rawValue).joined(separator: ", ")
                    throw ValidationError("--ignore \(word): it may be \(known), or none alone")
                }
                return normalisation
            }
        }
    }
}
