/// The templates of one dataset, as a file of promptsource holds them.
package struct PromptCollection: Sendable, Hashable {
    package var dataset: String
    package var subset: String?
    package var templates: [PromptTemplate]

    package init(dataset: String, subset: String? = nil, templates: [PromptTemplate]) {
        self.dataset = dataset
        self.subset = subset
        self.templates = templates
    }

    /// The file, to the byte as promptsource writes it.
    package var yaml: [UInt8] {
        var bytes: [UInt8] = []
        func field(_ name: String, _ value: String?, indent: Int) {
            let key = String(repeating: " ", count: indent) + name + ":"
            bytes += key.utf8
            if let value {
                YAMLScalar.append(value, column: key.unicodeScalars.count, indent: indent + 2, to: &bytes)
            } else {
                bytes += " null".utf8
            }
            bytes.append(0x0A)
        }
        func flag(_ name: String, _ value: Bool?) {
            bytes += "      \(name): \(value.map(String.init) ?? "null")\n".utf8
        }
        func list(_ name: String, _ values: [String]?) {
            bytes += "      \(name):".utf8
            bytes += (values == nil ? " null\n" : values == [] ? " []\n" : "\n").utf8
            for value in values ?? [] {
                bytes += "      -".utf8
                YAMLScalar.append(value, column: 7, indent: 8, to: &bytes)
                bytes.append(0x0A)
            }
        }
        field("dataset", dataset, indent: 0)
        if let subset { field("subset", subset, indent: 0) }
        bytes += (templates.isEmpty ? "templates: {}\n" : "templates:\n").utf8
        for template in templates.sorted(by: { $0.id.unicodeScalars.lexicographicallyPrecedes($1.id.unicodeScalars) }) {
            bytes += "  \(template.id): !Template\n".utf8
            field("answer_choices", template.answerChoices, indent: 4)
            field("id", template.id, indent: 4)
            field("jinja", template.jinja, indent: 4)
            bytes += "    metadata: !TemplateMetadata\n".utf8
            flag("choices_in_prompt", template.metadata.choicesInPrompt)
            list("languages", template.metadata.languages)
            list("metrics", template.metadata.metrics)
            flag("original_task", template.metadata.originalTask)
            field("name", template.name, indent: 4)
            field("reference", template.reference, indent: 4)
        }
        return bytes
    }
}
