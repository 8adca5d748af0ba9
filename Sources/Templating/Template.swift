package import Records

/// A compiled Jinja template. Any number of renders may use it at once.
package struct Template: Sendable {
    package let name: String
    private let program: Program

    /// - Parameters:
    ///   - source: the template's text.
    ///   - name: what errors call it.
    ///   - loader: gives the templates that it includes, imports or extends.
    /// - Throws: if the source is not a template, with line and column.
    package init(
        source: String, name: String = "", options: TemplateOptions = TemplateOptions(), loader: TemplateLoader? = nil
    ) throws(TemplateError) {
        self.name = name
        do throws(Fault) {
            program = try Program.compiled(source, name: name, options, loader: loader)
        } catch {
            let text = Lexer.normalized(Array(source.utf8), keepLast: options.keepTrailingNewline)
            throw error.error(in: name, column: Self.column(of: Int(error.offset), in: text))
        }
    }

    /// The variables the template reads from its context.
    var contextNames: Set<String> {
        var names: Set<String> = []
        for entry in program.scopes.joined() {
            if case .resolve(let name) = entry.source, program.names[name].global < 0 {
                names.insert(program.names[name].text.text)
            }
        }
        return names
    }

    /// 1-based column, in code points, of a byte offset.
    private static func column(of offset: Int, in text: [UInt8]) -> Int? {
        guard offset >= 0, offset <= text.count else { return nil }
        var start = offset
        while start > 0, text[start - 1] != 0x0A { start -= 1 }
        return text.span.extracting(start..<offset).codePointCount + 1
    }

    /// The output as UTF-8.
    /// - Parameters:
    ///   - context: the variables. Lists and dicts in it may be changed by the template, unless the options forbid.
    ///   - random: draws for `random` and `choice`; the same generator gives the same output.
    /// - Throws: what the template did wrong or which limit it reached, with its line.
    package func render(
        _ context: PythonDict, limits: Limits = Limits(), random: Philox = Philox(key: 0, counter: (0, 0))
    ) throws(TemplateError) -> [UInt8] {
        try rendering(context, limits: limits, random: random).bytes
    }

    /// The output and where in it the `generation` blocks lie.
    /// - Parameters:
    ///   - time: what `strftime_now` tells.
    ///   - tracing: whether to note what expressions print.
    package func rendering(
        _ context: PythonDict, limits: Limits = Limits(), random: Philox = Philox(key: 0, counter: (0, 0)),
        time: CivilTime? = nil, tracing: Bool = false
    ) throws(TemplateError) -> Rendering {
        var machine = Interpreter(program, context, limits, random)
        machine.time = time
        machine.isTracing = tracing
        do throws(Fault) {
            try machine.render()
        } catch {
            throw error.error(in: name)
        }
        return Rendering(bytes: machine.output, generations: machine.spans, variables: machine.printed)
    }
}
