/// Something about a prompt template that its author will want to mend.
package struct PromptFinding: Sendable, Hashable {
    package enum Rule: String, Sendable, Hashable, CaseIterable {
        /// It is no template, or fails on rows.
        case error
        /// It names a field that no row has.
        case undefinedField = "undefined-field"
        /// It gives no target, or a different number of them from row to row.
        case separators
        /// The prompt tells the answer.
        case leak
        /// A choice that is no row's answer, an answer that is no choice, or choices that are not there.
        case choices
        /// Says what another template says, or bears its name or id.
        case duplicate
        /// `choices_in_prompt` is not what the prompt shows, or there is no metadata.
        case metadata
    }

    package var rule: Rule
    package var template: String
    package var message: String

    init(_ rule: Rule, _ template: String, _ message: String) {
        self.rule = rule
        self.template = template
        self.message = message
    }
}
