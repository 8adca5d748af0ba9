/// Jinja2's filters, and promptsource's.
enum Filters {
    typealias Body = @Sendable (inout Interpreter, PythonValue, Arguments) throws(Fault) -> PythonValue

    static let table = BuiltinTable(
        TextFilters.all + MarkupFilters.all + NumberFilters.all + SequenceFilters.all + AggregateFilters.all
            + SelectionFilters.all + LayoutFilters.all + DrawFilters.all + SerialFilters.all)

    /// Runs the filter a template names as a string, as `map` does.
    static func call(
        _ machine: inout Interpreter, named name: PythonValue, _ value: PythonValue, _ arguments: Arguments
    ) throws(Fault) -> PythonValue {
        guard case .string(let text) = name else { throw .type("a filter is named by a string") }
        let index = table.index(of: text.text, machine.program.options.dialect)
        if index < 0 { throw .value("no filter named '\(text.text)'") }
        try machine.descend()
        defer { machine.depth &-= 1 }
        return try table.entries[index](&machine, value, arguments)
    }

    /// Runs the test a template names as a string, as `select` does.
    static func test(
        _ machine: inout Interpreter, named name: PythonValue, _ value: PythonValue, _ arguments: Arguments
    ) throws(Fault) -> Bool {
        guard case .string(let text) = name else { throw .type("a test is named by a string") }
        let index = Tests.table.index(of: text.text)
        if index < 0 { throw .value("no test named '\(text.text)'") }
        let result = try Tests.table.entries[index](&machine, value, arguments)
        return result.truth
    }
}
