/// `count` and `index`, which lists, tuples and ranges share.
enum SequenceMethods {
    static let all = [
        Builtin("count", [""], required: 1, count), Builtin("index", ["", "", ""], required: 1, index),
    ]

    static func count(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let wanted = try arguments.value(0)
        var total = 0
        for item in try machine.elements(value) where try item.isSame(as: wanted) {
            total += 1
        }
        return .int(total)
    }

    static func index(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let wanted = try arguments.value(0)
        let items = try machine.elements(value)
        let (start, count, _) = try Slicing.extent(
            arguments[1] ?? .none, arguments[2] ?? .none, .none, count: items.count)
        for i in start..<start + count
        where try items[i].isSame(as: wanted) {
            return .int(i)
        }
        throw .value("\((try wanted.repr()).text) is not in \(value.typeName)")
    }
}
