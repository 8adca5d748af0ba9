/// Looks for faults in the templates of a collection: in the templates alone, and in what they make of sample rows.
package struct PromptLint {
    private let rows: [PythonDict]
    /// Rows below which it means nothing that an answer never occurs.
    private static let manyRows = 20

    /// - Parameter rows: a sample of the dataset's; may be empty.
    package init(rows: [PythonDict]) { self.rows = rows }

    package func findings(in collection: PromptCollection) -> [PromptFinding] {
        var findings: [PromptFinding] = []
        for template in collection.templates {
            findings += alone(template)
            if !rows.isEmpty, let compiled = try? template.compiled() { findings += onRows(template, compiled) }
        }
        return findings + duplicates(collection.templates)
    }

    private func alone(_ template: PromptTemplate) -> [PromptFinding] {
        var findings: [PromptFinding] = []
        func find(_ rule: PromptFinding.Rule, _ message: String) {
            findings.append(PromptFinding(rule, template.name, message))
        }
        do throws(TemplateError) { _ = try template.compiled() } catch { find(.error, error.description) }
        if !template.jinja.contains("|||") { find(.separators, "no ||| stands between prompt and target") }
        if template.answerChoices == nil, template.jinja.contains("answer_choices") {
            find(.choices, "the template uses answer_choices, but has none")
        }
        if template.metadata.originalTask == nil || template.metadata.choicesInPrompt == nil {
            find(.metadata, "original_task or choices_in_prompt is not set")
        }
        if template.metadata.languages?.isEmpty ?? true { find(.metadata, "no language is named") }
        return findings
    }

    private func duplicates(_ templates: [PromptTemplate]) -> [PromptFinding] {
        var findings: [PromptFinding] = []
        var (names, ids, texts): ([String: String], [String: String], [String: String]) = ([:], [:], [:])
        for template in templates {
            let words = PythonString(template.jinja).splitAtSpace(limit: .max).map(\.text).joined(separator: " ")
            let text = words + "\u{0}" + (template.answerChoices ?? "")
            for (kind, key, seen) in [("name", template.name, names), ("id", template.id, ids), ("text", text, texts)] {
                guard let first = seen[key] else { continue }
                findings.append(PromptFinding(.duplicate, template.name, "has the \(kind) of '\(first)'"))
            }
            names[template.name] = names[template.name] ?? template.name
            ids[template.id] = ids[template.id] ?? template.name
            texts[text] = texts[text] ?? template.name
        }
        return findings
    }

    private func onRows(_ template: PromptTemplate, _ compiled: CompiledPrompt) -> [PromptFinding] {
        var findings: [PromptFinding] = []
        func find(_ rule: PromptFinding.Rule, _ message: String) {
            findings.append(PromptFinding(rule, template.name, message))
        }
        let known = rows.flatMap { row in row.entries.compactMap { try? $0.key.str().text } }
        for field in compiled.fields.subtracting(known).sorted() {
            find(.undefinedField, "no row has a field '\(field)'")
        }
        var examples: [PromptExample] = []
        var failures = 0
        for row in rows {
            do throws(TemplateError) {
                examples.append(try compiled.example(row))
            } catch {
                failures += 1
                if failures == 1 { find(.error, error.description) }
            }
        }
        let whole = examples.filter { $0.parts.count > 1 }
        if whole.isEmpty, !examples.isEmpty { find(.separators, "no row gives a target") }
        let counts = Set(whole.map(\.parts.count)).sorted()
        if counts.count > 1 {
            find(.separators, "rows give \(counts.map { String($0 - 1) }.joined(separator: " or ")) targets")
        }
        if let message = PromptLeak(rows: rows).message(compiled) { find(.leak, message) }
        findings += choices(template, whole)
        return findings
    }

    private func choices(_ template: PromptTemplate, _ examples: [PromptExample]) -> [PromptFinding] {
        var findings: [PromptFinding] = []
        func find(_ rule: PromptFinding.Rule, _ message: String) {
            findings.append(PromptFinding(rule, template.name, message))
        }
        let lists = Set(examples.map { $0.answerChoices ?? [] })
        if lists.count == 1, let list = lists.first, !list.isEmpty {
            let targets = Set(examples.flatMap { $0.parts.dropFirst().map(\.bytes) })
            for choice in list where examples.count >= Self.manyRows && !targets.contains(choice) {
                find(.choices, "no row has the answer '\(PythonString(choice).text)'")
            }
            if let odd = targets.subtracting(list).map({ PythonString($0).text }).min() {
                find(.choices, "'\(odd)' is an answer, but not one of answer_choices")
            }
        }
        let shown = examples.filter(\.showsChoices).count
        if let says = template.metadata.choicesInPrompt, !lists.isSubset(of: [[]]) {
            if says, shown == 0 { find(.metadata, "choices_in_prompt is true, but no prompt shows them") }
            if !says, shown == examples.count {
                find(.metadata, "choices_in_prompt is false, but every prompt shows them")
            }
        }
        return findings
    }
}

extension PromptExample {
    /// Whether every answer to choose from stands in the prompt, in capitals or not.
    var showsChoices: Bool {
        guard let choices = answerChoices, !choices.isEmpty, let prompt = parts.first else { return false }
        let shown = PythonString(prompt.bytes).lowercased()
        return choices.allSatisfy { shown.contains(PythonString($0).lowercased()) }
    }
}
