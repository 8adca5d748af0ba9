package import Records

/// A prompt template ready to be applied to rows.
package struct CompiledPrompt: Sendable {
    private let name: String
    private let prompt: Template
    private let choices: Template?

    package init(_ template: PromptTemplate) throws(TemplateError) {
        name = template.name
        prompt = try Template(source: template.jinja, name: template.name, options: .promptsource)
        guard let source = template.answerChoices else {
            choices = nil
            return
        }
        choices = try Template(source: source, name: template.name + " (answer_choices)", options: .promptsource)
    }

    /// The parts of the rendered template: the prompt, then its targets, each without white space around it. Nil if
    /// there is only one part, which is how a template skips a row.
    ///
    /// A `|||` in the row, however deep, never splits: it is hidden before the template sees it and put back after.
    /// - Parameters:
    ///   - row: the record's fields; `answer_choices` may not be one of them.
    ///   - random: draws for `choice` and `random`.
    package func apply(
        _ row: PythonDict, limits: Limits = Limits(), random: Philox = Philox(key: 0, counter: (0, 0))
    ) throws(TemplateError) -> [[UInt8]]? {
        if row.value(of: "answer_choices") != nil {
            throw TemplateError(
                .value, "the row has a field 'answer_choices', which is the template's", name: name, line: 1)
        }
        let disguise = SeparatorDisguise(for: row)
        let context = disguise?.hiding(row) ?? PythonDict(copying: row)
        var random = random
        if let choices {
            let parts = Self.parts(try choices.render(context, limits: limits, random: random))
            context.set("answer_choices", .list(PythonList(parts.map { .string(PythonString($0)) })))
            _ = random.next()
        } else {
            context.set("answer_choices", .none)
        }
        let parts = Self.parts(try prompt.render(context, limits: limits, random: random))
        if parts.count < 2 { return nil }
        guard let disguise else { return parts }
        return parts.map(disguise.revealing)
    }

    /// The pieces between `|||`, stripped.
    static func parts(_ rendered: [UInt8]) -> [[UInt8]] {
        let text = PythonString(rendered)
        return text.split(by: PythonString("|||"), limit: .max).map { $0.stripped().bytes }
    }
}
