internal import ArgumentParser
internal import Dedup

/// `--method substring`.
struct SubstringArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Units of the shortest repeat: 100 bytes or 50 words.", valueName: "n"))
    var length: Int?

    @Option(help: "What repeats are made of: bytes, or words without regard to case and what stands between them.")
    var lengthUnit: SubstringOptions.Unit?

    var options: SubstringOptions {
        var options = SubstringOptions()
        options.length = length
        options.unit = lengthUnit ?? options.unit
        return options
    }
}

extension SubstringOptions.Unit: ExpressibleByArgument {}
