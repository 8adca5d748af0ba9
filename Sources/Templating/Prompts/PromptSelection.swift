/// Which templates of a collection are wanted, by what the collection says of them. What is left out is not asked.
package struct PromptSelection: Codable, Sendable, Hashable {
    package var name: String?
    package var originalTask: Bool?
    package var choicesInPrompt: Bool?
    /// Any of them; of templates that name none, none is left out.
    package var languages: [String]?
    package var metrics: [String]?

    package init() {}

    package func matches(_ template: PromptTemplate) -> Bool {
        func agrees<T: Equatable>(_ wanted: T?, _ given: T?) -> Bool { wanted == nil || wanted == given }
        func meets(_ wanted: [String]?, _ given: [String]?) -> Bool {
            guard let wanted else { return true }
            return (given ?? []).contains { wanted.contains($0) }
        }
        let metadata = template.metadata
        return agrees(name, template.name) && agrees(originalTask, metadata.originalTask)
            && agrees(choicesInPrompt, metadata.choicesInPrompt)
            && (metadata.languages?.isEmpty ?? true || meets(languages, metadata.languages))
            && meets(metrics, metadata.metrics)
    }
}
