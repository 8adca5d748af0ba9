package import Records

/// How often each pre-token of some text occurs. Count parts of a corpus each by itself, write a run when
/// `memoryUsed` is over what there is, and merge the runs: the sums do not depend on parts, order or threads.
package struct PretokenCounts: WordCounts {
    private struct Entry: Sendable {
        var key: PretokenKey
        var count: Int64
    }

    /// Pre-tokens counted at a stretch; the table has room for that many new ones before each stretch.
    private static let batch = 512
    private static let empty = Entry(key: PretokenKey(low: 0, high: 0), count: 0)
    private static let smallest = 1 << 11

    private let pretokenizer: Pretokenizer
    /// Short pre-tokens: open addressing, filled to a half at most.
    private var slots = [Entry](repeating: empty, count: smallest)
    private var shortCount = 0
    private var long = ByteTable()
    private var longCounts: [Int64] = []

    package init(pattern: PretokenPattern) { pretokenizer = Pretokenizer(pattern) }

    /// Number of different pre-tokens.
    package var count: Int { shortCount + longCounts.count }

    package var memoryUsed: Int {
        slots.count * MemoryLayout<Entry>.stride + long.memoryUsed + longCounts.capacity * 8
    }

    package mutating func add(_ text: Span<UInt8>, from first: Int, within memory: Int) -> Int {
        text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            let scanned = ScannedText(bytes: base, count: bytes.count)
            return pretokenizer.withSeen(scanned) { add(scanned, seenAs: $0, from: first, within: memory) }
        }
    }

    private mutating func add(_ scanned: ScannedText, seenAs seen: ScannedText, from first: Int, within memory: Int)
        -> Int
    {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: Self.batch) { ends in
            var start = first
            repeat {
                let found = pretokenizer.nextEnds(seen, from: start, into: ends)
                guard found > 0 else { return scanned.count }
                add(scanned, from: start, UnsafeBufferPointer(rebasing: ends[..<found]))
                start = ends[found - 1]
            } while start < scanned.count && memoryUsed <= memory
            return start
        }
    }

    /// Counts one pre-token that is cut already.
    mutating func add(word: UnsafeBufferPointer<UInt8>) {
        guard let base = word.baseAddress, word.count > 0 else { return }
        let scanned = ScannedText(bytes: base, count: word.count)
        withUnsafePointer(to: word.count) { add(scanned, from: 0, UnsafeBufferPointer(start: $0, count: 1)) }
    }

    private mutating func add(_ text: ScannedText, from first: Int, _ ends: UnsafeBufferPointer<Int>) {
        if (shortCount + Self.batch) * 2 > slots.count { grow() }
        var start = first
        var new = 0
        let mask = slots.count - 1
        slots.withUnsafeMutableBufferPointer { slots in
            for end in ends {
                let length = end &- start
                if length <= PretokenKey.longest {
                    let key = PretokenKey(text, start, length)
                    let slot = Self.slot(of: key, slots, mask)
                    if slots[slot].count == 0 {
                        slots[slot].key = key
                        new &+= 1
                    }
                    slots[slot].count &+= 1
                } else {
                    let bytes = UnsafeBufferPointer(start: text.bytes + start, count: length)
                    Self.add(bytes.span, to: &long, &longCounts)
                }
                start = end
            }
        }
        shortCount += new
    }

    /// Where the key is or would be.
    @inline(__always)
    private static func slot(of key: PretokenKey, _ slots: UnsafeMutableBufferPointer<Entry>, _ mask: Int) -> Int {
        var slot = Int(truncatingIfNeeded: key.hash) & mask
        while slots[slot].count != 0 && slots[slot].key != key { slot = (slot &+ 1) & mask }
        return slot
    }

    private static func add(_ token: Span<UInt8>, to table: inout ByteTable, _ counts: inout [Int64]) {
        let index = table.insert(token)
        if index == counts.count { counts.append(0) }
        counts[index] &+= 1
    }

    private mutating func grow() {
        let old = slots
        slots = [Entry](repeating: Self.empty, count: old.count * 2)
        let mask = slots.count - 1
        slots.withUnsafeMutableBufferPointer { slots in
            for entry in old where entry.count != 0 { slots[Self.slot(of: entry.key, slots, mask)] = entry }
        }
    }

    package func forEachSorted(_ body: (Span<UInt8>, Int64) throws(DataError) -> Void) throws(DataError) {
        var short = slots.filter { $0.count != 0 }
        short.sort { $0.key.order < $1.key.order }
        let longOrder = (0..<long.count).sorted { ByteOrder.isBefore(long[$0], long[$1]) }
        var bytes: [UInt8] = []
        var next = 0
        for entry in short {
            bytes.removeAll(keepingCapacity: true)
            entry.key.append(to: &bytes)
            while next < longOrder.count, ByteOrder.isBefore(long[longOrder[next]], bytes.span) {
                try body(long[longOrder[next]], longCounts[longOrder[next]])
                next += 1
            }
            try body(bytes.span, entry.count)
        }
        for index in longOrder[next...] { try body(long[index], longCounts[index]) }
    }
}
