/// What is known of a part of an expression before there are records.
enum ExpressionType: String {
    case boolean = "a truth value"
    case number = "a number"
    case string = "a string"
    case list = "a list"
    case null = "null"
    /// A field of a record's JSON.
    case any = "a field"

    /// Whether a value of this type may be one of the other.
    func mayBe(_ other: ExpressionType) -> Bool { self == other || self == .any || other == .any || self == .null }
}
