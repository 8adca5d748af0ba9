internal import Formats
internal import Instructions
internal import Records
package import Templating

/// `prompts`: task tables and promptsource templates in, examples of prompt and completion out.
package struct PromptsOptions: Codable, Sendable {
    /// A table of labelled rows, and the templates that turn a row into examples.
    package struct TaskOptions: Defaulted {
        package var name = ""
        package var table = ""
        package var templates = ""
        /// Only the template of this name; empty for all.
        package var template = ""
        /// Only templates of which the collection says this.
        package var select = PromptSelection()
        /// Hide separators as promptsource does, in a row's own strings only.
        package var promptsource = false
        /// Cut what templates print after 2048 characters, as P3 was made.
        package var truncate = false
        /// Fields and the value that a row must have there to be used.
        package var only: [String: String] = [:]
        package init() {}
    }

    package var tasks: [TaskOptions]
    package init(tasks: [TaskOptions]) { self.tasks = tasks }
}

extension PromptsOptions: StepAction {
    static let action = "prompts"
    var uses: [String] { [] }

    func passes(step: String) -> [PassDescription] {
        [
            PassDescription(
                name: step + "/examples", kind: .map, reads: tasks.flatMap { [$0.table, $0.templates] },
                writes: PassDescription.recordFiles(step), does: "apply every template to every row")
        ]
    }

    func run(step: String, after earlier: StepResults, in run: Run) throws(DataError) -> StepResult {
        var tables: [PassTask] = []
        var prompts: [TaskPrompts] = []
        for task in tasks {
            let templates = try task.prompts(seed: run.recipe.seed)
            let inputs = try run.inputs([task.table, task.templates], source: task.name)
            tables.append(PassTask(index: tables.count, inputs: inputs))
            prompts.append(templates)
        }
        let renderers = prompts
        let receipts = try run.map(
            pass: step + "/examples",
            configuration: ["options": CanonicalJSON.text(self), "seed": String(run.recipe.seed)], tasks: tables
        ) { (task) throws(DataError) in
            try PromptPass(step: step, prompts: renderers[task.index], run: run).process(task)
        }
        var result = StepResult(recordsOf: step, receipts: receipts, in: run.workspace)
        result.inputs = tables.flatMap(\.inputs).map(Manifest.Input.init)
        return result
    }
}

extension PromptsOptions.TaskOptions {
    private var compatibility: CompiledPrompt.Compatibility {
        var compatibility: CompiledPrompt.Compatibility = []
        if promptsource { compatibility.insert(.separators) }
        if truncate { compatibility.insert(.truncation) }
        return compatibility
    }

    fileprivate func prompts(seed: UInt64) throws(DataError) -> TaskPrompts {
        let all = try PromptFile.load(path: templates).templates
        let named = all.filter { template.isEmpty || $0.name == template }
        let wanted = named.filter(select.matches)
        guard !wanted.isEmpty || named.isEmpty else {
            throw DataError("no template is as 'select' wants it", file: templates, mend: "ask for less")
        }
        guard !wanted.isEmpty else {
            let nearest = Spelling.nearest(to: template, in: all.map(\.name))
            throw DataError(
                "no template is named '\(template)'", file: templates,
                mend: nearest.map { "did you mean '\($0)'?" }
                    ?? "the templates are \(all.map(\.name).joined(separator: ", "))")
        }
        do {
            return try TaskPrompts(
                task: name, templates: wanted, compatibility: compatibility, only: only, seed: seed)
        } catch {
            throw DataError(error.description, file: templates)
        }
    }
}
