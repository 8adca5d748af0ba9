internal import Glibc

/// An expression's parts, evaluated for one record.
struct ExpressionEvaluation {
    let batch: Batch
    let index: Int
    /// Of the expression's fields.
    let values: [ExpressionValue]

    func truth(_ node: ExpressionNode) throws(DataError) -> Bool {
        switch node {
        case .not(let operand): return try !truth(operand)
        case .and(let left, let right): return try truth(left) ? truth(right) : false
        case .or(let left, let right): return try truth(left) ? true : truth(right)
        default: break
        }
        switch try value(node) {
        case .boolean(let truth): return truth
        case .null: return false
        case let other: throw DataError("\(other.type.rawValue) stands where true or false should")
        }
    }

    func value(_ node: ExpressionNode) throws(DataError) -> ExpressionValue {
        switch node {
        case .constant(let value): return value
        case .field(let place): return values[place]
        case .list(let nodes):
            var list: [ExpressionValue] = []
            for node in nodes { list.append(try value(node)) }
            return .list(list)
        case .not, .and, .or: return .boolean(try truth(node))
        case .negative(let operand, let column): return try number(operand, column).map { .number(-$0) } ?? .null
        case .compare(let comparison, let left, let right, let column):
            return .boolean(try holds(comparison, value(left), value(right), column))
        case .compute(let arithmetic, let left, let right, let column):
            guard let left = try number(left, column), let right = try number(right, column) else { return .null }
            switch arithmetic {
            case .add: return .number(left + right)
            case .subtract: return .number(left - right)
            case .multiply: return .number(left * right)
            case .divide: return .number(left / right)
            }
        case .isIn(let left, let right, let column): return .boolean(try isIn(value(left), value(right), column))
        case .call(let function, let arguments, let column): return try call(function, arguments, column)
        }
    }

    private func fault(_ cause: String, _ column: Int, mend: String = "") -> DataError {
        Expression.fault(cause, column: column, mend: mend)
    }

    private func number(_ node: ExpressionNode, _ column: Int) throws(DataError) -> Double? {
        switch try value(node) {
        case .null: return nil
        case .number(let number): return number
        case let other:
            throw fault("here should be a number and not \(other.type.rawValue)", column, mend: "say number(…)")
        }
    }

    private func holds(
        _ comparison: ExpressionNode.Comparison, _ left: ExpressionValue, _ right: ExpressionValue, _ column: Int
    ) throws(DataError) -> Bool {
        switch comparison {
        case .equal: return try areEqual(left, right, column)
        case .unequal: return try !areEqual(left, right, column)
        case .less: return try order(left, right, column).map { $0 < 0 } ?? false
        case .lessOrEqual: return try order(left, right, column).map { $0 <= 0 } ?? false
        case .greater: return try order(left, right, column).map { $0 > 0 } ?? false
        case .greaterOrEqual: return try order(left, right, column).map { $0 >= 0 } ?? false
        }
    }

    private func areEqual(_ left: ExpressionValue, _ right: ExpressionValue, _ column: Int) throws(DataError) -> Bool {
        switch (left, right) {
        case (.null, .null): return true
        case (.null, _), (_, .null): return false
        case (.boolean(let left), .boolean(let right)): return left == right
        default: return try order(left, right, column) == 0
        }
    }

    /// Below, at or above 0 as the left is less, equal or greater; nil if one is null, or no number at all. Strings are in
    /// the order of their code points.
    private func order(_ left: ExpressionValue, _ right: ExpressionValue, _ column: Int) throws(DataError) -> Int? {
        switch (left, right) {
        case (.null, _), (_, .null): return nil
        case (.number(let left), .number(let right)):
            return left.isNaN || right.isNaN ? nil : left < right ? -1 : left > right ? 1 : 0
        case (.string(let left), .string(let right)):
            return left.withBytes(batch, index) { left in
                right.withBytes(batch, index) { right in
                    left.withUnsafeBytes { left in right.withUnsafeBytes { Self.order(left, $0) } }
                }
            }
        default:
            throw fault(
                "\(left.type.rawValue) is compared with \(right.type.rawValue)", column,
                mend: "number(…) makes a number of a string")
        }
    }

    private static func order(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        for place in 0..<min(left.count, right.count) where left[place] != right[place] {
            return left[place] < right[place] ? -1 : 1
        }
        return left.count - right.count
    }

    private func isIn(_ left: ExpressionValue, _ right: ExpressionValue, _ column: Int) throws(DataError) -> Bool {
        switch (left, right) {
        case (_, .null): return false
        case (_, .list(let values)):
            for value in values where left.type == value.type {
                if try areEqual(left, value, column) { return true }
            }
            return false
        case (_, .json(let json)) where json.kind == .array:
            for element in try elements(json) where left.type == element.type {
                if try areEqual(left, element, column) { return true }
            }
            return false
        case (.string, .string): return try has(right, left, column) { Self.place(of: $1, in: $0) != nil } ?? false
        case (.null, .string): return false
        default: throw fault("\(left.type.rawValue) is sought in \(right.type.rawValue)", column)
        }
    }

    private func elements(_ json: JSONValueToken) throws(DataError) -> [ExpressionValue] {
        let rest = batch.rest[index]
        var values: [ExpressionValue] = []
        do throws(JSONFault) {
            var elements = try JSONElements(ofArray: rest, at: json.range.lowerBound)
            while try elements.isAtNext() { values.append(Expression.value(try elements.value(), rest)) }
        } catch {
            throw DataError("a list of the record cannot be read: \(error.cause)")
        }
        return values
    }

    private func call(
        _ function: ExpressionFunction, _ arguments: [ExpressionNode], _ column: Int
    ) throws(DataError) -> ExpressionValue {
        let first = try value(arguments[0])
        if case .null = first { return function == .exists ? .boolean(false) : .null }
        switch function {
        case .exists: return .boolean(true)
        case .length: return .number(Double(try length(first, column)))
        case .bytes: return .number(Double(try string(first, column).withBytes(batch, index) { $0.count }))
        case .lower:
            let text = try string(first, column).withBytes(batch, index) { bytes in
                bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
            }
            return .string(.owned(Array(text.lowercased().utf8)))
        case .number: return try number(first, column)
        case .contains: return try compare(first, arguments[1], column) { Self.place(of: $1, in: $0) != nil }
        case .startsWith: return try compare(first, arguments[1], column) { $0.starts(with: $1) }
        case .endsWith: return try compare(first, arguments[1], column) { $0.suffix($1.count).elementsEqual($1) }
        }
    }

    private func string(_ value: ExpressionValue, _ column: Int) throws(DataError) -> ExpressionString {
        guard case .string(let string) = value else {
            throw fault("here should be a string and not \(value.type.rawValue)", column)
        }
        return string
    }

    private func length(_ value: ExpressionValue, _ column: Int) throws(DataError) -> Int {
        switch value {
        case .string(let string):
            return string.withBytes(batch, index) { ByteScan.characterCount(in: $0) }
        case .list(let values): return values.count
        case .json(let json) where json.kind == .array: return try elements(json).count
        case .json(let json):
            let rest = batch.rest[index]
            var count = 0
            do throws(JSONFault) {
                var members = try JSONMembers(ofObject: rest, at: json.range.lowerBound)
                while try members.next() != nil { count += 1 }
            } catch {
                throw DataError("an object of the record cannot be read: \(error.cause)")
            }
            return count
        default: throw fault("\(value.type.rawValue) has no length", column)
        }
    }

    private func number(_ value: ExpressionValue, _ column: Int) throws(DataError) -> ExpressionValue {
        switch value {
        case .number: return value
        case .string(let string):
            let number = string.withBytes(batch, index) { bytes in
                bytes.withUnsafeBufferPointer { Double(String(decoding: $0, as: UTF8.self)) }
            }
            return number.map { .number($0) } ?? .null
        default: throw fault("\(value.type.rawValue) is no number", column)
        }
    }

    private func compare(
        _ first: ExpressionValue, _ second: ExpressionNode, _ column: Int,
        _ holds: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Bool
    ) throws(DataError) -> ExpressionValue {
        try has(first, value(second), column, holds).map { .boolean($0) } ?? .null
    }

    /// - Returns: nil if the second is null.
    private func has(
        _ first: ExpressionValue, _ second: ExpressionValue, _ column: Int,
        _ holds: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Bool
    ) throws(DataError) -> Bool? {
        if case .null = second { return nil }
        let (first, second) = (try string(first, column), try string(second, column))
        return first.withBytes(batch, index) { first in
            second.withBytes(batch, index) { second in
                first.withUnsafeBytes { first in second.withUnsafeBytes { holds(first, $0) } }
            }
        }
    }

    private static func place(of wanted: UnsafeRawBufferPointer, in bytes: UnsafeRawBufferPointer) -> Int? {
        if wanted.isEmpty { return 0 }
        guard let sought = wanted.baseAddress, let start = bytes.baseAddress else { return nil }
        var place = 0
        while place + wanted.count <= bytes.count {
            // The first byte is looked for many bytes at a time.
            guard let found = memchr(start + place, Int32(wanted[0]), bytes.count - wanted.count + 1 - place) else {
                return nil
            }
            place = UnsafeRawPointer(found) - start
            if memcmp(start + place, sought, wanted.count) == 0 { return place }
            place += 1
        }
        return nil
    }
}
