/// Measures of two sets of shingles, each sorted.
enum ShingleSet {
    /// Size of the intersection.
    static func shared(_ first: Span<UInt64>, _ second: Span<UInt64>) -> Int {
        var (i, j, shared) = (0, 0, 0)
        while i < first.count && j < second.count {
            let (a, b) = (first[unchecked: i], second[unchecked: j])
            shared &+= a == b ? 1 : 0
            i &+= a <= b ? 1 : 0
            j &+= b <= a ? 1 : 0
        }
        return shared
    }

    /// Share of the first set that is in the other one; 0 for an empty set.
    static func containment(of set: [UInt64], in other: [UInt64]) -> Double {
        set.isEmpty ? 0 : Double(shared(set.span, other.span)) / Double(set.count)
    }

    /// Jaccard similarity; 0 for two empty sets.
    static func jaccard(_ first: [UInt64], _ second: [UInt64]) -> Double {
        let shared = shared(first.span, second.span)
        let union = first.count + second.count - shared
        return union == 0 ? 0 : Double(shared) / Double(union)
    }
}
