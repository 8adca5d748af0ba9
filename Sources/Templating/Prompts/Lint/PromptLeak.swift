/// Whether a prompt tells its answer.
///
/// Not every answer that stands in its prompt is told by it: in reading, answers are words of the text. It is told where
/// a field that decides the answer shows in the prompt, too: with another row's value of the field both change.
struct PromptLeak {
    private let rows: [PythonDict]
    /// Rows that are looked at, and the share of them whose prompts must hold the answer.
    private static let sample = 40
    private static let share = 0.8

    init(rows: [PythonDict]) { self.rows = Array(rows.prefix(Self.sample)) }

    /// What to say of a template whose prompts tell; nil for others.
    func message(_ prompt: CompiledPrompt) -> String? {
        let examples = rows.map { try? prompt.example($0) }
        let whole = examples.compactMap { $0 }.filter { $0.parts.count > 1 }
        let telling = whole.filter { !$0.showsChoices && $0.promptHoldsTarget }
        guard !whole.isEmpty, Double(telling.count) >= Self.share * Double(whole.count) else { return nil }
        for field in prompt.fields.sorted() where decides(field, prompt, examples) {
            return "the prompt shows '\(field)', which is the answer"
        }
        return nil
    }

    /// Whether prompt and target change with a field, and the choices do not.
    private func decides(_ field: String, _ prompt: CompiledPrompt, _ examples: [PromptExample?]) -> Bool {
        for (index, row) in rows.enumerated() {
            guard let own = row.value(of: field), let example = examples[index], example.parts.count > 1 else {
                continue
            }
            for other in rows {
                guard let value = other.value(of: field), (try? value.repr()) != (try? own.repr()) else { continue }
                let changed = PythonDict(copying: row)
                changed.set(field, value)
                guard let result = try? prompt.example(changed), result.parts.count > 1 else { continue }
                let isChanged = (0..<2).map { result.parts[$0].bytes != example.parts[$0].bytes }
                if isChanged[1] { return isChanged[0] && result.answerChoices == example.answerChoices }
            }
        }
        return false
    }
}

extension PromptExample {
    /// Whether the target stands in the prompt, as words of their own.
    fileprivate var promptHoldsTarget: Bool {
        let (prompt, target) = (parts[0].bytes, parts[1].bytes)
        if target.isEmpty { return false }
        var from = 0
        while let found = prompt.span.find(target.span, from: from) {
            let end = found + target.count
            func isWord(_ at: Int) -> Bool {
                prompt.indices.contains(at)
                    && (prompt[at] | 0x20 >= 0x61 && prompt[at] | 0x20 <= 0x7A || prompt[at] >= 0x80)
            }
            if !isWord(found - 1), !isWord(end) { return true }
            from = found + 1
        }
        return false
    }
}
