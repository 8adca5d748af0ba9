/// Printing an expression without making its string first: sums and concatenations of strings go to the output piece
/// by piece.
extension Interpreter {
    mutating func print(_ index: Int) throws(Fault) {
        let before = output.count
        if let value = try emit(index) { try output.append(str: value) }
        try checkOutput(output.count - before)
    }

    /// Appends the value of an expression to the output if it is a plain string, and then gives nil; otherwise gives
    /// the value and appends nothing.
    private mutating func emit(_ index: Int) throws(Fault) -> PythonValue? {
        let op = program.ops[index]
        switch op.code {
        case .add: return try emitSum(op)
        case .concat:
            try descend()
            defer { depth &-= 1 }
            for i in Int(op.a)..<Int(op.a &+ op.b) {
                if let value = try emit(Int(program.children[i])) { try output.append(str: value) }
            }
            return nil
        default:
            let value = try evaluate(index)
            guard case .string(let text) = value, !text.isMarkup else { return value }
            output.append(contentsOf: text.bytes)
            return nil
        }
    }

    private mutating func emitSum(_ op: Op) throws(Fault) -> PythonValue? {
        try descend()
        defer { depth &-= 1 }
        let start = output.count
        var left = try emit(Int(op.a))
        let middle = output.count
        let right: PythonValue
        if left == nil {
            guard let value = try emit(Int(op.b)) else { return nil }
            left = .string(PythonString(output[start..<middle]))
            output.removeSubrange(start...)
            right = value
        } else {
            right = try evaluate(Int(op.b))
        }
        let sum: PythonValue
        do throws(Fault) {
            sum = try Operators.binary(&self, .add, left ?? .none, right)
        } catch {
            throw error.at(line: op.line)
        }
        guard case .string(let text) = sum, !text.isMarkup else { return sum }
        output.append(contentsOf: text.bytes)
        return nil
    }
}
