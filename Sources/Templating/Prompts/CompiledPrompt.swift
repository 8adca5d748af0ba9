package import Records

/// A prompt template ready to be applied to rows.
package struct CompiledPrompt: Sendable {
    /// Where the template is to behave as promptsource's own `apply` does, to make what others have made again.
    package struct Compatibility: OptionSet, Sendable, Hashable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }

        /// Separators are hidden in the row's own strings only, not in nested ones nor in answer choices.
        package static let separators = Compatibility(rawValue: 1)
        /// Every `}}` gets a filter that cuts after 2048 characters, which binds to the last operand before it: P3 was
        /// made so.
        package static let truncation = Compatibility(rawValue: 2)
    }

    private let name: String
    private let prompt: Template
    private let choices: Template?
    private let compatibility: Compatibility

    package init(_ template: PromptTemplate, _ compatibility: Compatibility = []) throws(TemplateError) {
        name = template.name
        self.compatibility = compatibility
        var source = PythonString(template.jinja)
        if compatibility.contains(.truncation) {
            source = source.replacing(
                PythonString("}}"), with: PythonString(" | string | truncate(2048) }}"), limit: .max)
        }
        prompt = try Template(source: source.text, name: template.name, options: .promptsource)
        guard let source = template.answerChoices else {
            choices = nil
            return
        }
        choices = try Template(source: source, name: template.name + " (answer_choices)", options: .promptsource)
    }

    /// The fields of a row that the template reads.
    var fields: Set<String> { prompt.contextNames.union(choices?.contextNames ?? []).subtracting(["answer_choices"]) }

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
        let example = try example(row, limits: limits, random: random)
        return example.parts.count < 2 ? nil : example.parts.map(\.bytes)
    }

    /// What `apply` gives, with the answers to choose from, and if asked for what of each part variables have printed.
    func example(
        _ row: PythonDict, limits: Limits = Limits(), random: Philox = Philox(key: 0, counter: (0, 0)),
        tracing: Bool = false
    ) throws(TemplateError) -> PromptExample {
        if row.value(of: "answer_choices") != nil {
            throw TemplateError(
                .value, "the row has a field 'answer_choices', which is the template's", name: name, line: 1)
        }
        let isCompatible = compatibility.contains(.separators)
        let disguise = isCompatible ? .promptsource : SeparatorDisguise(for: row)
        let context = disguise?.hiding(row) ?? PythonDict(copying: row)
        var random = random
        var answers: [[UInt8]]?
        if let choices {
            var given = PromptExample(try choices.rendering(context, limits: limits, random: random)).parts.map(\.bytes)
            if isCompatible, let disguise { given = given.map(disguise.revealing) }
            context.set("answer_choices", .list(PythonList(given.map { .string(PythonString($0)) })))
            answers = disguise.map { given.map($0.revealing) } ?? given
            _ = random.next()
        } else {
            context.set("answer_choices", .none)
        }
        var example = PromptExample(
            try prompt.rendering(context, limits: limits, random: random, tracing: tracing))
        example.answerChoices = answers
        if let disguise { example.reveal(disguise) }
        return example
    }
}
