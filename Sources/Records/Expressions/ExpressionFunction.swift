/// The functions of expressions. Of null each makes null, but `exists`.
enum ExpressionFunction: String, CaseIterable {
    /// Code points of a string, elements of an array, members of an object.
    case length
    /// Bytes of a string in UTF-8.
    case bytes
    /// A string in lower case.
    case lower
    /// Whether a string holds, begins with or ends with another.
    case contains, startsWith, endsWith
    /// The number that a string spells, or null.
    case number
    /// Whether a record has the field, and it is not null.
    case exists

    var arguments: [ExpressionType] {
        switch self {
        case .length, .exists: [.any]
        case .number: [.any]
        case .bytes, .lower: [.string]
        case .contains, .startsWith, .endsWith: [.string, .string]
        }
    }

    var result: ExpressionType {
        switch self {
        case .length, .bytes, .number: .number
        case .lower: .string
        case .contains, .startsWith, .endsWith, .exists: .boolean
        }
    }
}
