internal import Records

/// Merges sorted runs into one, rows of the same words becoming one if wanted.
///
/// A class because it owns a row; used by one thread at a time.
final class NgramMerge {
    private let words: Int
    private let combines: Bool
    private var runs: [NgramRun] = []
    /// Runs that are not at their end by their next rows, as a binary heap.
    private var heap: [(row: UnsafePointer<UInt32>, run: Int)] = []
    /// The row given last.
    private let row: UnsafeMutablePointer<UInt32>

    init(_ paths: [String], words: Int, combines: Bool) throws(DataError) {
        self.words = words
        self.combines = combines
        row = .allocate(capacity: words + 2)
        for path in paths { runs.append(try NgramRun(path: path, words: words)) }
        for run in runs.indices {
            if let first = try runs[run].next() { heap.append((first, run)) }
        }
        for place in heap.indices.reversed() { sink(place) }
    }

    deinit { row.deallocate() }

    func next() throws(DataError) -> UnsafePointer<UInt32>? {
        guard let first = heap.first else { return nil }
        row.update(from: first.row, count: words + 2)
        try advance()
        while combines, let other = heap.first, NgramOrder.common(row, other.row, limit: words) == words {
            NgramRows.set(row, words, NgramRows.value(row, words) &+ NgramRows.value(other.row, words))
            try advance()
        }
        return UnsafePointer(row)
    }

    private func advance() throws(DataError) {
        let run = heap[0].run
        if let next = try runs[run].next() {
            heap[0].row = next
        } else {
            heap[0] = heap[heap.count - 1]
            heap.removeLast()
        }
        sink(0)
    }

    private func sink(_ place: Int) {
        var parent = place
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if NgramOrder.isLess(heap[child].row, heap[least].row, words: words) { least = child }
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
