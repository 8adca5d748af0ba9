internal import ArgumentParser
internal import Templating

struct TemplateListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List prompt templates, a line each, with tabs between columns.",
        discussion: "Columns: file, name, id, original task, choices in prompt, languages, metrics.")

    @OptionGroup var prompts: PromptArguments

    func run() throws {
        for (path, collection) in try prompts.load() {
            for template in collection.templates {
                let metadata = template.metadata
                let columns = [
                    path, template.name, template.id, Self.word(metadata.originalTask),
                    Self.word(metadata.choicesInPrompt), (metadata.languages ?? []).joined(separator: ","),
                    (metadata.metrics ?? []).joined(separator: ","),
                ]
                print(columns.joined(separator: "\t"))
            }
        }
    }

    private static func word(_ flag: Bool?) -> String { flag.map { $0 ? "yes" : "no" } ?? "" }
}
