/// How n-grams are compared: word by word of rows, the first word of a row counting most.
enum NgramOrder {
    /// - Returns: how many words the rows begin with in common, at most `limit`.
    @inline(__always)
    static func common(_ one: UnsafePointer<UInt32>, _ other: UnsafePointer<UInt32>, limit: Int) -> Int {
        var count = 0
        while count < limit, one[count] == other[count] { count += 1 }
        return count
    }

    @inline(__always)
    static func isLess(_ one: UnsafePointer<UInt32>, _ other: UnsafePointer<UInt32>, words: Int) -> Bool {
        let count = common(one, other, limit: words)
        return count < words && one[count] < other[count]
    }
}
