/// Divides all windows of a text, each of `length` units, into runs that share an anchor: the least, by hash, of the shorter
/// grams in a window, of equal ones the first (Schleimer, Wilkerson, Aiken, "Winnowing", SIGMOD 2003).
///
/// Which gram that is depends on the window alone, so that equal windows lie in runs with equal anchors, at the same place
/// beside them: whatever repeats shares an anchor, of which there is about one in a quarter of the window's length.
struct Winnowing {
    let length: Int
    /// Units of a gram.
    private let gram: Int
    private let leading: UInt64

    /// Any odd number, as in `Shingles`.
    private static let factor: UInt64 = 0xF135_7AEA_2E62_A9C5

    init(length: Int) {
        self.length = length
        gram = length / 2
        leading = (1..<length / 2).reduce(1) { power, _ in power &* Self.factor }
    }

    /// Windows that begin at `first` to `last` and share an anchor.
    struct Run {
        var first: Int
        var last: Int
        /// Where the anchor begins.
        var anchor: Int
        var hash: UInt64
    }

    /// Calls `body` with each run in order.
    @inline(__always)
    func forEachRun<Unit: FixedWidthInteger & UnsignedInteger, E: Error>(
        _ units: UnsafeBufferPointer<Unit>, _ body: (Run) throws(E) -> Void
    ) throws(E) {
        guard units.count >= length else { return }
        var least = SlidingLeast(width: length - gram + 1)
        var hash: UInt64 = 0
        for unit in units.prefix(gram - 1) { hash = hash &* Self.factor &+ UInt64(truncatingIfNeeded: unit) }
        var run: Run?
        for start in 0...units.count - gram {
            hash = hash &* Self.factor &+ UInt64(truncatingIfNeeded: units[start &+ gram &- 1])
            least.append(Shingles.mix(hash), at: start)
            hash &-= UInt64(truncatingIfNeeded: units[start]) &* leading
            let window = start &+ gram &- length
            guard window >= 0 else { continue }
            if let (value, place) = least.first(from: window), place != run?.anchor {
                if let run { try body(run) }
                run = Run(first: window, last: window, anchor: place, hash: value)
            }
            run?.last = window
        }
        if let run { try body(run) }
    }
}

/// The least of the last `width` values, of equal ones the first: those that may yet be it, in a ring.
private struct SlidingLeast {
    private var values: [UInt64]
    private var places: [Int]
    private var start = 0
    private var end = 0
    private let mask: Int

    init(width: Int) {
        let size = 1 << (Int.bitWidth - width.leadingZeroBitCount)
        values = [UInt64](repeating: 0, count: size)
        places = [Int](repeating: 0, count: size)
        mask = size - 1
    }

    @inline(__always)
    mutating func append(_ value: UInt64, at place: Int) {
        while end > start, values[(end &- 1) & mask] > value { end &-= 1 }
        values[end & mask] = value
        places[end & mask] = place
        end &+= 1
    }

    /// The least of those from `place` on.
    @inline(__always)
    mutating func first(from place: Int) -> (value: UInt64, place: Int)? {
        while end > start, places[start & mask] < place { start &+= 1 }
        return end > start ? (values[start & mask], places[start & mask]) : nil
    }
}
