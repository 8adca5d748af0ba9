/// Python's stable sort, as an order of indexes. Comparison may fail, which the standard library's sort with typed
/// errors does not carry, so the merge is written out.
enum Sorting {
    /// - Parameter boxed: whether the keys stand in lists, which compare their items for equality first, so that equal
    ///   keys need no order.
    static func order(
        _ machine: inout Interpreter, _ keys: [PythonValue], reverse: Bool, boxed: Bool = false
    ) throws(Fault) -> [Int] {
        try machine.spend(elements: keys.count)
        var order = reverse ? Array(keys.indices.reversed()) : Array(keys.indices)
        var buffer = order
        var width = 1
        while width < order.count {
            try machine.spend(keys.count)
            var start = 0
            while start < order.count {
                let (middle, end) = (min(start + width, order.count), min(start + 2 * width, order.count))
                try merge(order, &buffer, start, middle, end) { (a, b) throws(Fault) in
                    if boxed, try keys[a].isSame(as: keys[b]) { return false }
                    return try keys[a].isLess(than: keys[b])
                }
                start += 2 * width
            }
            swap(&order, &buffer)
            width *= 2
        }
        return reverse ? order.reversed() : order
    }

    private static func merge(
        _ order: [Int], _ buffer: inout [Int], _ start: Int, _ middle: Int, _ end: Int,
        _ isBefore: (Int, Int) throws(Fault) -> Bool
    ) throws(Fault) {
        var left = start
        var right = middle
        for at in start..<end {
            let takesLeft =
                left < middle && right < end
                ? !(try isBefore(order[right], order[left])) : left < middle
            if takesLeft {
                buffer[at] = order[left]
                left += 1
            } else {
                buffer[at] = order[right]
                right += 1
            }
        }
    }
}
