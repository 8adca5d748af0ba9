internal import Foundation
package import Records
package import Templating

/// A promptsource template file (bigscience-workshop/promptsource, promptsource/templates.py: `Template`).
package struct PromptFile: Decodable {
    private struct Entry: Decodable {
        struct Metadata: Decodable {
            var choices_in_prompt: Bool?
            var languages: [String]?
            var metrics: [String]?
            var original_task: Bool?
        }

        var answer_choices: String?
        var id: String
        var jinja: String
        var metadata: Metadata
        var name: String
        var reference: String?
    }

    package let collection: PromptCollection

    private enum CodingKeys: String, CodingKey { case dataset, subset, templates }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let entries = try container.decode([String: Entry].self, forKey: .templates)
        let templates = entries.sorted { $0.key < $1.key }.map { _, entry in
            PromptTemplate(
                id: entry.id, name: entry.name, jinja: entry.jinja, answerChoices: entry.answer_choices,
                reference: entry.reference ?? "",
                metadata: .init(
                    choicesInPrompt: entry.metadata.choices_in_prompt, languages: entry.metadata.languages,
                    metrics: entry.metadata.metrics, originalTask: entry.metadata.original_task))
        }
        collection = PromptCollection(
            dataset: try container.decode(String.self, forKey: .dataset),
            subset: try container.decodeIfPresent(String.self, forKey: .subset), templates: templates)
    }

    /// - Throws: `DataError` with line and column.
    package static func load(path: String) throws(DataError) -> PromptCollection {
        guard let data = FileManager.default.contents(atPath: path), let text = String(validating: data, as: UTF8.self)
        else {
            throw DataError("cannot read the templates", file: path, mend: "check the path; the file must be UTF-8")
        }
        do {
            return try StrictDecoder.decode(PromptFile.self, from: YAMLNode.parse(text)).collection
        } catch {
            var error = error
            error.file = path
            throw error
        }
    }
}
