internal import ArgumentParser
internal import Foundation
internal import Formats
internal import Recipes
internal import Records
internal import Templating

/// Template files of promptsource, and which of their templates are meant.
struct PromptArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp("A promptsource template file, or a folder of them; may be repeated.", valueName: "path"))
    var templates: [String]

    @OptionGroup var selection: PromptSelectionArguments

    /// Each file with those of its templates that are wanted; files without any are left out.
    func load() throws(DataError) -> [(path: String, collection: PromptCollection)] {
        var found: [(String, PromptCollection)] = []
        for path in templates.flatMap(Self.files) {
            var collection = try PromptFile.load(path: path)
            collection.templates = collection.templates.filter(selection.selection.matches)
            if !collection.templates.isEmpty { found.append((path, collection)) }
        }
        if found.isEmpty {
            throw DataError("no template is as wanted", mend: "`quern template list` shows what there is")
        }
        return found
    }

    private static func files(_ path: String) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [path]
        }
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted().map { path + "/" + $0 }
    }

    /// The first rows of some tables.
    static func rows(_ inputs: [String], _ count: Int) throws(DataError) -> [PythonDict] {
        var rows: [PythonDict] = []
        if inputs.isEmpty { return rows }
        var batches = RecordBatches(try InputFiles.expand(inputs, SourceOptions()).files, SourceOptions())
        while rows.count < count, let batch = try batches.next() {
            for index in 0..<min(batch.count, count - rows.count) {
                rows.append(try PythonDict(try RecordText.object(of: batch, index)))
            }
        }
        return rows
    }
}

struct PromptSelectionArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Only the template of this name.", valueName: "name"))
    var name: String?

    @Flag(inversion: .prefixedNo, help: "Only templates for the task the dataset was made for, or only others.")
    var originalTask: Bool?

    @Flag(inversion: .prefixedNo, help: "Only templates whose prompts name the answers to choose from, or only others.")
    var choicesInPrompt: Bool?

    @Option(help: ArgumentHelp("Only templates in this language; may be repeated.", valueName: "code"))
    var language: [String] = []

    @Option(help: ArgumentHelp("Only templates measured so; may be repeated.", valueName: "name"))
    var metric: [String] = []

    var selection: PromptSelection {
        var selection = PromptSelection()
        selection.name = name
        selection.originalTask = originalTask
        selection.choicesInPrompt = choicesInPrompt
        selection.languages = language.isEmpty ? nil : language
        selection.metrics = metric.isEmpty ? nil : metric
        return selection
    }
}
