/// Keeps the records for which an expression holds. In a recipe it is the expression alone:
/// `where: language == "de" && length(text) > 200`.
package struct ConditionStage: Stage, Codable {
    private let text: String
    private let expression: Expression

    package init(_ text: String) throws(DataError) {
        self.text = text
        expression = try Expression(text)
    }

    package init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package var rules: [String] { ["condition"] }

    package func process(_ batch: inout Batch) throws(DataError) {
        for index in 0..<batch.count where batch.isKept(index) {
            if try !expression.holds(batch, index) { batch.drop(index, rule: 0, score: 0) }
        }
    }
}
