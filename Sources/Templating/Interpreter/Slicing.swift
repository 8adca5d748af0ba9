/// Python's index and slice rules.
enum Slicing {
    /// The position an integer key names in a sequence; nil if it is no integer or out of range.
    static func position(_ key: PythonValue, count: Int) -> Int? {
        guard let index = key.integer else { return nil }
        if index >= 0 { return index < count ? index : nil }
        return index >= -count ? index + count : nil
    }

    private static func bound(_ value: PythonValue) throws(Fault) -> Int? {
        switch value {
        case .none: return nil
        default:
            if let number = value.integer { return number }
            if case .undefined = value {}
            throw .type("slice indices must be integers or None")
        }
    }

    /// First position, number of positions and step of a slice.
    static func extent(
        _ start: PythonValue, _ stop: PythonValue, _ step: PythonValue, count: Int
    ) throws(Fault) -> (first: Int, count: Int, step: Int) {
        let step = try bound(step) ?? 1
        if step == 0 { throw .value("slice step cannot be zero") }
        if step == .min { throw .limit("slice step is out of range") }
        let (low, high) = step > 0 ? (0, count) : (-1, count - 1)
        func clamp(_ bound: Int?, _ fallback: Int) -> Int {
            guard let bound else { return fallback }
            return min(max(bound < 0 ? bound.addingReportingOverflow(count).partialValue : bound, low), high)
        }
        let first = clamp(try bound(start), step > 0 ? low : high)
        let last = clamp(try bound(stop), step > 0 ? high : low)
        let distance = step > 0 ? last - first : first - last
        return (first, distance <= 0 ? 0 : (distance - 1) / abs(step) + 1, step)
    }

    static func slice(
        _ machine: inout Interpreter, _ owner: PythonValue, _ start: PythonValue, _ stop: PythonValue,
        _ step: PythonValue
    ) throws(Fault) -> PythonValue {
        func pick(_ items: [PythonValue]) throws(Fault) -> [PythonValue] {
            let (first, count, step) = try extent(start, stop, step, count: items.count)
            if step == 1 { return Array(items[first..<first + count]) }
            return (0..<count).map { items[first + $0 * step] }
        }
        switch owner {
        case .list(let list): return try machine.list(try pick(list.items))
        case .tuple(let tuple): return try machine.tuple(try pick(tuple.items))
        case .string(let text): return try slice(&machine, text, start, stop, step)
        case .object(let object):
            if let range = object as? PythonRange {
                let (first, count, by) = try extent(start, stop, step, count: range.count)
                let (stride, overflow) = range.step.multipliedReportingOverflow(by: by)
                if overflow { throw .limit("range is too long") }
                let begin = range[first]
                return .object(try PythonRange(start: begin, stop: begin &+ stride &* count, step: stride))
            }
        case .undefined(let undefined):
            if undefined.policy == .chainable { return owner }
            throw .undefined(undefined)
        default: break
        }
        throw .type("'\(owner.typeName)' object cannot be sliced")
    }

    private static func slice(
        _ machine: inout Interpreter, _ text: PythonString, _ start: PythonValue, _ stop: PythonValue,
        _ step: PythonValue
    ) throws(Fault) -> PythonValue {
        let (first, count, step) = try extent(start, stop, step, count: text.count)
        if count == 0 { return .string(PythonString.empty.marked(text.isMarkup)) }
        try machine.spend(bytes: text.bytes.count)
        if step == 1 {
            let begin = text.offset(ofPoint: first)
            let end = text.isASCII ? first + count : text.offset(ofPoint: first + count)
            return .string(text.slice(begin..<end))
        }
        let points = text.points
        var bytes: [UInt8] = []
        for i in 0..<count { bytes.append(contentsOf: text.bytes[points[first + i * step]]) }
        return .string(PythonString(bytes).marked(text.isMarkup))
    }
}
