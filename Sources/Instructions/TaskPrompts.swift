internal import Formats
package import Records
package import Templating

/// Every template of a task applied to every row of its table: one example a template and row.
package struct TaskPrompts: Sendable {
    private let task: String
    private let prompts: [(name: String, prompt: CompiledPrompt)]
    /// Fields and the value a row must have in them to be used.
    private let only: [(field: String, value: String)]
    private let seed: UInt64

    /// - Throws: for a template that does not compile, with its name, line and column.
    package init(
        task: String, templates: [PromptTemplate], compatibility: CompiledPrompt.Compatibility = [],
        only: [String: String], seed: UInt64
    ) throws(TemplateError) {
        self.task = task
        self.seed = seed
        self.only = only.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        var prompts: [(String, CompiledPrompt)] = []
        for template in templates { prompts.append((template.name, try CompiledPrompt(template, compatibility))) }
        self.prompts = prompts
    }

    package var templateCount: Int { prompts.count }

    /// What became of the rows of one batch.
    package struct Outcome {
        /// Rows that `only` excludes.
        package var otherRows = 0
        /// Pairs whose template rendered no target.
        package var skipped = 0
        /// Pairs whose template failed.
        package var bad: [BadRecord] = []
    }

    /// Renders every row of `rows` and appends the examples to `examples`: no text, but `prompt`, `completion` and
    /// `template` members, `alternatives` if the template gives several targets, and the id `TASK/TEMPLATE#ROW`.
    package func render(_ rows: Batch, file: String, into examples: inout Batch) -> Outcome {
        var outcome = Outcome()
        var line: [UInt8] = []
        for index in 0..<rows.count {
            line.removeAll(keepingCapacity: true)
            RecordText.appendJSONLine(rows, index, to: &line)
            let row: JSONObject
            let fields: PythonDict
            do {
                row = try JSONValue.parse(line).object ?? JSONObject()
                fields = try PythonDict(row)
            } catch {
                outcome.bad.append(bad(rows, index, line, file: file, reason: error.cause))
                continue
            }
            guard isWanted(row) else {
                outcome.otherRows += 1
                continue
            }
            for (name, prompt) in prompts {
                let random = Philox(seed: seed, stage: task + "/" + name, record: rows.ids[index])
                do throws(TemplateError) {
                    guard let parts = try prompt.apply(fields, random: random), parts.count > 1 else {
                        outcome.skipped += 1
                        continue
                    }
                    append(parts, template: name, row: index, of: rows, to: &examples)
                } catch {
                    outcome.bad.append(bad(rows, index, line, file: file, reason: error.description))
                }
            }
        }
        return outcome
    }

    private func bad(_ rows: Batch, _ index: Int, _ line: [UInt8], file: String, reason: String) -> BadRecord {
        BadRecord(
            file: file, offset: rows.offsets[index], length: line.count, line: nil, reason: reason, beginning: line.span
        )
    }

    private func isWanted(_ row: JSONObject) -> Bool {
        only.allSatisfy { row[$0.field].map { $0.string ?? $0.text } == $0.value }
    }

    /// - Parameter parts: the prompt, its target, and what other targets would be right, too.
    private func append(
        _ parts: [[UInt8]], template: String, row: Int, of rows: Batch, to examples: inout Batch
    ) {
        examples.ids.append { (id: inout [UInt8]) in
            id.append(contentsOf: "\(task)/\(template)#".utf8)
            rows.ids[row].withUnsafeBufferPointer { id.append(contentsOf: $0) }
        }
        examples.texts.append("")
        examples.languages.append(rows.languages[row])
        examples.sources.append(task)
        examples.rest.append { (rest: inout [UInt8]) in
            rest.append(contentsOf: #""prompt":"#.utf8)
            let (prompt, completion) = (parts[0], parts[1])
            JSONText.appendString(prompt.span, to: &rest)
            rest.append(contentsOf: #","completion":"#.utf8)
            JSONText.appendString(completion.span, to: &rest)
            for (place, target) in parts.dropFirst(2).enumerated() {
                rest.append(contentsOf: (place == 0 ? #","alternatives":["# : ",").utf8)
                JSONText.appendString(target.span, to: &rest)
            }
            if parts.count > 2 { rest.append(UInt8(ascii: "]")) }
            rest.append(contentsOf: #","template":"#.utf8)
            JSONText.appendString(template, to: &rest)
        }
        examples.endRecord(offset: rows.offsets[row])
    }
}
