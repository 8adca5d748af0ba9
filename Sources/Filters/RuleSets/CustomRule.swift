internal import Records

/// A rule of the user's own: the condition on which a record is dropped, in terms of measures and fields:
/// `words < 20 or topNgramShare[3] > 0.2`.
package struct CustomRule: Codable, Sendable {
    package var name: String
    package var drop: String

    /// - Throws: with the place of what is wrong in the condition.
    func condition() throws(DataError) -> Condition {
        let expression = try Expression(drop)
        return Condition(expression: expression, measures: expression.fields.map { Measure($0.text) })
    }

    struct Condition: Sendable {
        let expression: Expression
        /// Of the expression's fields, those that are measures.
        let measures: [Measure?]
    }
}
