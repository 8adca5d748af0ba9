package import Filters
package import Records
package import Text

/// A stage of `read`: exactly one of its members is there.
package struct StageOptions: Codable, Sendable {
    package var normalise: NormaliseStage?
    package var language: LanguageStage?
    package var rules: RuleStage?
    package var personalData: PersonalDataStage?
    package var `where`: ConditionStage?

    package init(
        rules: RuleStage? = nil, personalData: PersonalDataStage? = nil, where condition: ConditionStage? = nil
    ) {
        self.rules = rules
        self.personalData = personalData
        `where` = condition
    }

    private var given: [(name: String, stage: any Stage)] {
        let all: [(String, (any Stage)?)] = [
            ("normalise", normalise), ("language", language), ("rules", rules), ("personalData", personalData),
            ("where", `where`),
        ]
        return all.compactMap { name, stage in stage.map { (name, $0) } }
    }

    /// The name before the slash in `stage/rule`.
    var name: String { given.first?.name ?? "nothing" }

    func make() throws(DataError) -> any Stage {
        guard given.count == 1, let stage = given.first?.stage else {
            throw DataError(
                "a stage has \(given.isEmpty ? "no action" : "more than one action")",
                mend: "give it exactly one of normalise, language, rules, personalData, where")
        }
        try rules?.check()
        return stage
    }
}
