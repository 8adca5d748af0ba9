internal import Records

/// Many sorted runs read as one, equal pre-tokens added up.
struct MergedRuns {
    /// Readers with a pre-token at hand: a binary heap by its bytes.
    private var heap: [RunReader] = []
    private(set) var token: [UInt8] = []

    /// Bytes of buffers for all runs together, as long as each has the smallest.
    private static let buffers = 64 << 20
    private static let smallestBuffer = 4 << 10
    private static let largestBuffer = 256 << 10

    init(_ paths: [String]) throws(DataError) {
        let bufferBytes = max(Self.smallestBuffer, min(Self.largestBuffer, Self.buffers / max(1, paths.count)))
        for path in paths {
            let reader = RunReader(path: path, bufferBytes: bufferBytes)
            if try reader.next() {
                heap.append(reader)
                siftUp(heap.count - 1)
            }
        }
    }

    /// Reads the next pre-token into `token` and returns its count, nil at the end.
    mutating func next() throws(DataError) -> Int64? {
        guard let first = heap.first else { return nil }
        token.removeAll(keepingCapacity: true)
        token.append(contentsOf: first.token)
        var total: Int64 = 0
        while let top = heap.first, ByteOrder.areEqual(top.token, token) {
            let (sum, overflow) = total.addingReportingOverflow(top.count)
            guard !overflow else { throw DataError("a pre-token occurs more often than 64 bits can count") }
            total = sum
            if try !top.next() {
                let last = heap.removeLast()
                if heap.isEmpty { break }
                heap[0] = last
            }
            siftDown()
        }
        return total
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0, ByteOrder.isBefore(heap[child].token, heap[(child - 1) / 2].token) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            var least = parent
            for child in 2 * parent + 1..<2 * parent + 3 where child < heap.count {
                if ByteOrder.isBefore(heap[child].token, heap[least].token) { least = child }
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
