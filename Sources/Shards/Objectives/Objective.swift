/// What a model is trained to do with a stretch of text.
package protocol Objective: Sendable {
    /// Tokens of text that an example is made of.
    var chunkLength: Int { get }

    /// How many of them the example of a seed takes; what is left begins the next.
    func takenLength(seed: StatelessSeed) -> Int

    /// - Parameters:
    ///   - chunk: `takenLength` tokens, or fewer at the end of the text; at least 1.
    ///   - seed: of this example alone.
    func example(of chunk: [Int32], seed: StatelessSeed) -> TrainingRow
}

extension Objective {
    package func takenLength(seed: StatelessSeed) -> Int { chunkLength }
}
