/// A condition on records: `language == "de" && length(text) > 200`.
///
/// Fields are id, text, language and source, and members of the record's JSON by their paths (see `FieldPath`); one that is
/// missing is null. Strings, numbers, `true`, `false`, `null` and lists; `== != < <= > >=`, `in`, `+ - * /`, `and or not`
/// (or `&& || !`), and the functions of `ExpressionFunction`. With null, an order is false and a sum null. Numbers are
/// 64-bit floats.
package struct Expression: Sendable {
    let root: ExpressionNode
    /// Of the record's JSON that it is about.
    package let fields: [FieldPath]

    /// - Throws: with the column of the fault.
    package init(_ text: String) throws(DataError) {
        var parser = try ExpressionParser(text)
        root = try parser.parse()
        fields = parser.fields
    }

    static func fault(_ cause: String, column: Int, mend: String = "") -> DataError {
        DataError(cause + " (column \(column) of the expression)", mend: mend)
    }

    /// Whether it holds for a record; what is null does not.
    ///
    /// - Parameter given: numbers that stand for fields of the same places, whatever the record says of them.
    package func holds(_ batch: Batch, _ index: Int, given: [Double?] = []) throws(DataError) -> Bool {
        var values = try values(batch, index)
        for (place, number) in given.enumerated() {
            if let number { values[place] = number.isNaN ? .null : .number(number) }
        }
        let evaluation = ExpressionEvaluation(batch: batch, index: index, values: values)
        do throws(DataError) {
            return try evaluation.truth(root)
        } catch {
            throw DataError("in record '\(batch.ids.string(index))' " + error.cause, mend: error.mend)
        }
    }

    /// The values of the fields.
    private func values(_ batch: Batch, _ index: Int) throws(DataError) -> [ExpressionValue] {
        var values = [ExpressionValue](repeating: .null, count: fields.count)
        if fields.isEmpty { return values }
        let rest = batch.rest[index]
        do throws(JSONFault) {
            var members = JSONMembers(ofMembers: rest)
            while let member = try members.next() {
                for (place, field) in fields.enumerated() where member.name.spells(field.name.span, in: rest) {
                    values[place] = try field.find(from: member.value, in: rest).map { Self.value($0, rest) } ?? .null
                }
            }
        } catch {
            throw DataError("the members of record '\(batch.ids.string(index))' cannot be read: \(error.cause)")
        }
        return values
    }

    static func value(_ json: JSONValueToken, _ rest: Span<UInt8>) -> ExpressionValue {
        switch json.kind {
        case .null: return .null
        case .true: return .boolean(true)
        case .false: return .boolean(false)
        case .number:
            let text = rest.extracting(json.range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
            return .number(Double(text) ?? .nan)
        case .string:
            guard json.hasEscapes else { return .string(.rest(json.string.range)) }
            var text: [UInt8] = []
            JSONText.appendUnescaped(rest.extracting(json.string.range), to: &text)
            return .string(.owned(text))
        case .object, .array: return .json(json)
        }
    }
}
