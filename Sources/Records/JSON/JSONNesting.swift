/// Which brackets are open, a bit each: the scanner's stack, so that depth costs no recursion.
package struct JSONNesting {
    /// Deepest nesting accepted: about where Python's json gives up, which recurses.
    package static let limit = 1000

    private var isObject = InlineArray<16, UInt64>(repeating: 0)
    private var depth = 0

    package init() {}

    var isEmpty: Bool { depth == 0 }

    @inline(__always)
    var isInObject: Bool {
        let top = depth &- 1
        return isObject[top &>> 6] &>> UInt64(top & 63) & 1 == 1
    }

    @inline(__always)
    mutating func push(object: Bool, at offset: Int) throws(JSONFault) {
        guard depth < Self.limit else { throw JSONFault(.tooDeep, at: offset) }
        let bit = UInt64(1) &<< UInt64(depth & 63)
        if object { isObject[depth &>> 6] |= bit } else { isObject[depth &>> 6] &= ~bit }
        depth &+= 1
    }

    @inline(__always)
    mutating func pop() { depth &-= 1 }
}
