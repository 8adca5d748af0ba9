internal import Records

/// What a step does: it says which passes it makes, and makes them.
protocol StepAction: Codable, Sendable {
    /// The key of the action in a recipe.
    static var action: String { get }
    /// Names of the earlier steps it builds on.
    var uses: [String] { get }
    /// The passes over files, for `--plan`.
    func passes(step: String) throws(DataError) -> [PassDescription]
    func run(step: String, after earlier: StepResults, in run: Run) throws(DataError) -> StepResult
}
