/// A template of a promptsource collection, as its YAML gives it.
package struct PromptTemplate: Sendable, Hashable {
    /// What the collection says about a template.
    package struct Metadata: Sendable, Hashable {
        /// Whether the prompt names the answers to choose from.
        package var choicesInPrompt: Bool?
        package var languages: [String]?
        package var metrics: [String]?
        /// Whether it is the task the dataset was made for.
        package var originalTask: Bool?

        package init(
            choicesInPrompt: Bool? = nil, languages: [String]? = nil, metrics: [String]? = nil,
            originalTask: Bool? = nil
        ) {
            self.choicesInPrompt = choicesInPrompt
            self.languages = languages
            self.metrics = metrics
            self.originalTask = originalTask
        }
    }

    package var id: String
    package var name: String
    package var jinja: String
    /// A template that gives the answers, separated by `|||`.
    package var answerChoices: String?
    package var reference: String
    package var metadata: Metadata

    package init(
        id: String = "", name: String, jinja: String, answerChoices: String? = nil, reference: String = "",
        metadata: Metadata = Metadata()
    ) {
        self.id = id
        self.name = name
        self.jinja = jinja
        self.answerChoices = answerChoices
        self.reference = reference
        self.metadata = metadata
    }

    /// The template ready to be applied to rows.
    package func compiled() throws(TemplateError) -> CompiledPrompt { try CompiledPrompt(self) }
}
