internal import Records

/// What the steps so far came to, by name.
struct StepResults {
    private var byName: [String: StepResult] = [:]

    mutating func add(_ result: StepResult, of step: String) { byName[step] = result }

    /// Tasks that each read one part of a step's records, numbered from `first`.
    func tasks(over step: String, from first: Int = 0) throws(DataError) -> [PassTask] {
        guard let dataset = byName[step]?.dataset else {
            throw DataError(
                "the step '\(step)' made no records", mend: "name a step that reads, dedupes, prompts or mixes")
        }
        return dataset.enumerated().map { index, part in
            var task = part
            task.index = first + index
            return task
        }
    }

    /// The tokenizer's file of a step.
    func tokenizer(of step: String) throws(DataError) -> Receipt.File {
        guard let file = byName[step]?.tokenizer else {
            throw DataError("the step '\(step)' made no tokenizer", mend: "name a tokenizer step")
        }
        return file
    }
}
