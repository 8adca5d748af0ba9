/// Rows of one length in memory: the numbers of some words, and 64 bits about them.
///
/// A class because it owns memory; used by one thread at a time.
final class NgramRows {
    /// Words of a row.
    let words: Int
    /// 32-bit units of a row.
    let stride: Int
    private let capacity: Int
    private var rows: UnsafeMutablePointer<UInt32>
    private var scratch: UnsafeMutablePointer<UInt32>
    private(set) var count = 0

    private static let digitBits: UInt32 = 11
    private static let digits = 3

    /// - Parameter memory: bytes for the rows and as much room again to sort them. What is not used is not taken.
    init(words: Int, memory: Int) {
        self.words = words
        stride = words + 2
        capacity = max(1024, memory / (2 * 4 * stride))
        rows = .allocate(capacity: capacity * stride)
        scratch = .allocate(capacity: capacity * stride)
    }

    deinit {
        rows.deallocate()
        scratch.deallocate()
    }

    var isFull: Bool { count == capacity }
    /// Whether most of the room is taken.
    var isCrowded: Bool { count > capacity / 2 }

    subscript(row: Int) -> UnsafePointer<UInt32> { UnsafePointer(rows + row * stride) }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: rows, count: count * stride * 4) }

    func removeAll() { count = 0 }

    /// Adds a row, for which there must be room.
    @inline(__always)
    func append(_ row: UnsafePointer<UInt32>, _ value: UInt64) {
        let place = rows + count * stride
        for word in 0..<words { place[word] = row[word] }
        Self.set(place, words, value)
        count += 1
    }

    @inline(__always)
    static func value(_ row: UnsafePointer<UInt32>, _ words: Int) -> UInt64 {
        UInt64(row[words]) | UInt64(row[words + 1]) << 32
    }

    @inline(__always)
    static func set(_ row: UnsafeMutablePointer<UInt32>, _ words: Int, _ value: UInt64) {
        row[words] = UInt32(truncatingIfNeeded: value)
        row[words + 1] = UInt32(truncatingIfNeeded: value >> 32)
    }

    /// Sorts by the words, the first counting most: a radix sort from the last digit of the last word on, which passes
    /// over digits in which all rows agree.
    func sort() {
        let buckets = 1 << Self.digitBits
        var counts = [Int](repeating: 0, count: words * Self.digits * buckets)
        for row in 0..<count {
            for word in 0..<words {
                for digit in 0..<Self.digits {
                    counts[(word * Self.digits + digit) * buckets + Self.digit(rows[row * stride + word], digit)] += 1
                }
            }
        }
        for word in (0..<words).reversed() {
            for digit in 0..<Self.digits {
                let first = (word * Self.digits + digit) * buckets
                deal(word, digit, counts[first..<first + buckets])
            }
        }
    }

    @inline(__always)
    private static func digit(_ word: UInt32, _ digit: Int) -> Int {
        Int(word >> (UInt32(digit) * digitBits)) & (1 << digitBits - 1)
    }

    private func deal(_ word: Int, _ digit: Int, _ counts: ArraySlice<Int>) {
        if counts.contains(count) { return }
        var places = [Int](repeating: 0, count: counts.count)
        var sum = 0
        for (bucket, count) in counts.enumerated() {
            places[bucket] = sum
            sum += count
        }
        places.withUnsafeMutableBufferPointer { places in
            for row in 0..<count {
                let from = rows + row * stride
                let bucket = Self.digit(from[word], digit)
                let to = scratch + places[bucket] * stride
                places[bucket] += 1
                for unit in 0..<stride { to[unit] = from[unit] }
            }
        }
        swap(&rows, &scratch)
    }

    /// Joins neighbours of the same words, adding up their values as counts.
    func combine() {
        guard count > 0 else { return }
        var last = 0
        for row in 1..<max(count, 1) {
            let (one, other) = (rows + last * stride, rows + row * stride)
            if NgramOrder.common(one, other, limit: words) == words {
                Self.set(one, words, Self.value(one, words) &+ Self.value(other, words))
            } else {
                last += 1
                (rows + last * stride).update(from: other, count: stride)
            }
        }
        count = last + 1
    }
}
