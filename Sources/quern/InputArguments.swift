internal import ArgumentParser
internal import Formats
internal import Recipes
internal import Records

/// Inputs and how to read them, for every command that takes documents.
struct InputArguments: ParsableArguments {
    @Argument(help: "Files, folders or globs.")
    var inputs: [String]

    @Option(help: ArgumentHelp("Format of the inputs, if their names do not tell it.", valueName: "name"))
    var inputFormat: FileFormat?

    @Option(help: "What a document is in plain text: file, paragraph, line or separator.")
    var unit: TextUnit?

    @Option(help: ArgumentHelp("What stands between two documents of plain text.", valueName: "string"))
    var separator: String?

    @Option(help: "JSON that is read: strict, or python, where NaN is null and a lone surrogate is U+FFFD.")
    var jsonDialect: JSONDialect?

    @Option(help: ArgumentHelp("Field that holds the text; in JSON a path: messages[0].content.", valueName: "field"))
    var textField: String?

    @Option(help: ArgumentHelp("Field that holds the record's id.", valueName: "field"))
    var idField: String?

    @Option(help: ArgumentHelp("YAML file that says what the elements of XML mean.", valueName: "file"))
    var xml: String?

    @Flag(help: "The inputs are one XML text in several languages: join what bears the same id.")
    var align = false

    /// The inputs as a collection of a recipe, through the same decoding as a YAML file's.
    func options() throws -> InputOptions {
        var options = InputOptions()
        options.name = "input"
        options.paths = inputs
        if let inputFormat { options.reading.format = inputFormat }
        if let unit { options.reading.unit = unit }
        if let separator {
            options.reading.separator = separator
            options.reading.unit = unit ?? .separator
        }
        if let jsonDialect { options.reading.jsonDialect = jsonDialect }
        if let xml { options.reading.xml = try XMLMapping.load(path: xml) }
        options.reading.align = align
        if let textField { options.reading.textField = textField }
        if let idField { options.reading.idField = idField }
        return options
    }
}

extension FileFormat: ExpressibleByArgument {}
extension TextUnit: ExpressibleByArgument {}
extension JSONDialect: ExpressibleByArgument {}
