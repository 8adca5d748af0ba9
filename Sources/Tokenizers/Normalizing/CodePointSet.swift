/// A set of code points: where it begins and ends, by turns.
struct CodePointSet: Sendable {
    private let boundaries: [UInt32]

    init(_ boundaries: [UInt32]) { self.boundaries = boundaries }

    func contains(_ point: UInt32) -> Bool { boundaries.countAtMost(point) % 2 == 1 }
}

extension [UInt32] {
    /// How many elements of a sorted list are not more than `bound`.
    func countAtMost(_ bound: UInt32) -> Int {
        withUnsafeBufferPointer { elements in
            var (low, high) = (0, elements.count)
            while low < high {
                let middle = (low &+ high) &>> 1
                if elements[middle] <= bound { low = middle &+ 1 } else { high = middle }
            }
            return low
        }
    }
}
