internal import Records

/// One named step of a recipe: exactly one of its actions is there. Later steps name it in `from`.
package struct Step: Codable, Sendable {
    package var name: String
    package var read: ReadOptions?
    package var dedupe: DedupeOptions?
    package var tokenizer: TokenizerOptions?
    package var prompts: PromptsOptions?
    package var mix: MixOptions?
    package var shard: ShardOptions?

    package init(name: String) { self.name = name }

    /// The action, to run it or to describe it.
    var action: any StepAction {
        get throws(DataError) {
            let given: [(any StepAction)?] = [read, dedupe, tokenizer, prompts, mix, shard]
            let actions = given.compactMap { $0 }
            guard actions.count == 1, let action = actions.first else {
                throw DataError(
                    "the step '\(name)' has \(actions.isEmpty ? "no action" : "more than one action")",
                    mend: "give it exactly one of read, dedupe, tokenizer, prompts, mix, shard")
            }
            return action
        }
    }
}
