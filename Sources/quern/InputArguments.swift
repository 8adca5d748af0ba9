internal import ArgumentParser
internal import Formats
internal import Recipes

/// Inputs and how to read them, for every command that takes documents.
struct InputArguments: ParsableArguments {
    @Argument(help: "Files, folders or globs.")
    var inputs: [String]

    @Option(help: ArgumentHelp("Format of the inputs, if their names do not tell it.", valueName: "name"))
    var inputFormat: FileFormat?

    @Option(help: "What a document is in plain text: file, paragraph or line.")
    var unit: TextUnit = .file

    @Option(help: ArgumentHelp("Field that holds the text.", valueName: "field"))
    var textField: String?

    @Option(help: ArgumentHelp("Field that holds the record's id.", valueName: "field"))
    var idField: String?

    /// The inputs as a collection of a recipe, through the same decoding as a YAML file's.
    func options() throws -> InputOptions {
        var options = InputOptions()
        options.name = "input"
        options.paths = inputs
        if let inputFormat { options.reading.format = inputFormat }
        options.reading.unit = unit
        if let textField { options.reading.textField = textField }
        if let idField { options.reading.idField = idField }
        return options
    }
}

extension FileFormat: ExpressibleByArgument {}
extension TextUnit: ExpressibleByArgument {}
