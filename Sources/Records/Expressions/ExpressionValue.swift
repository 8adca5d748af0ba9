/// A value while an expression is evaluated. Strings and JSON that lie in the record are not copied.
enum ExpressionValue: Sendable {
    case null
    case boolean(Bool)
    case number(Double)
    case string(ExpressionString)
    /// An array or object in the record's rest.
    case json(JSONValueToken)
    case list([ExpressionValue])

    var type: ExpressionType {
        switch self {
        case .null: .null
        case .boolean: .boolean
        case .number: .number
        case .string: .string
        case .json, .list: .list
        }
    }
}

/// Where a string's bytes lie.
enum ExpressionString: Sendable {
    case owned([UInt8])
    case id, text, language, source
    /// In the record's rest.
    case rest(Range<Int>)

    func withBytes<Result>(_ batch: Batch, _ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        switch self {
        case .owned(let bytes): body(bytes.span)
        case .id: body(batch.ids[index])
        case .text: body(batch.texts[index])
        case .language: body(batch.languages[index])
        case .source: body(batch.sources[index])
        case .rest(let range): body(batch.rest[index].extracting(range))
        }
    }
}
