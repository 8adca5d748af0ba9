internal import Records
internal import Templating

/// Answers to the lines of the eval command; a template that comes again is compiled once.
struct TemplateEvaluation {
    private struct Key: Hashable {
        var source: String
        var options: TemplateOptions
    }

    private var templates: [Key: Template] = [:]
    private static let kept = 1000

    /// Appends the line that answers a request.
    mutating func answer(_ line: [UInt8], to answers: inout [UInt8]) {
        do {
            let output = try render(line)
            answers += #"{"output":"#.utf8
            JSONText.appendString(output.span, to: &answers)
        } catch {
            answers += #"{"error":"#.utf8
            JSONText.appendString(String(describing: error), to: &answers)
        }
        answers += "}\n".utf8
    }

    private mutating func render(_ line: [UInt8]) throws -> [UInt8] {
        let request = try JSONValue.parse(line)
        guard let source = request["source"]?.string else {
            throw DataError("the line has no \"source\"", mend: #"write {"source": "…", "context": {…}}"#)
        }
        let context = try PythonDict(request["context"]?.object ?? JSONObject())
        let options = try Self.options(request["options"])
        guard let others = request["templates"]?.object else { return try template(source, options).render(context) }
        let loader = TemplateLoader { others[$0]?.string }
        return try Template(source: source, options: options, loader: loader).render(context)
    }

    private mutating func template(_ source: String, _ options: TemplateOptions) throws -> Template {
        let key = Key(source: source, options: options)
        if let known = templates[key] { return known }
        let template = try Template(source: source, options: options)
        if templates.count >= Self.kept { templates = [:] }
        templates[key] = template
        return template
    }

    private static func options(_ given: JSONValue?) throws -> TemplateOptions {
        let dialect = given?["dialect"]?.string ?? TemplateOptions.Dialect.jinja.rawValue
        guard let dialect = TemplateOptions.Dialect(rawValue: dialect) else {
            throw DataError("no dialect is named '\(dialect)'", mend: "write jinja, promptsource or chat")
        }
        let undefined = given?["undefined"]?.string ?? Undefined.Policy.lenient.rawValue
        guard let undefined = Undefined.Policy(rawValue: undefined) else {
            throw DataError("no kind of undefined is named '\(undefined)'", mend: "write lenient, strict or chainable")
        }
        func flag(_ name: String, or fallback: Bool) -> Bool { given?[name]?.bool ?? fallback }
        var options = dialect == .chat ? TemplateOptions.chat : TemplateOptions(dialect: dialect)
        options.undefined = undefined
        options.trimBlocks = flag("trim_blocks", or: options.trimBlocks)
        options.lstripBlocks = flag("lstrip_blocks", or: options.lstripBlocks)
        options.keepTrailingNewline = flag("keep_trailing_newline", or: false)
        options.autoescape = flag("autoescape", or: false)
        options.expressionStatements = flag("do", or: false)
        options.loopControls = flag("loopcontrols", or: options.loopControls)
        return options
    }
}
