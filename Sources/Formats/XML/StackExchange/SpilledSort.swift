import Glibc
import Records

/// Sorts entries by their keys' bytes in bounded memory: what does not fit goes to a file in sorted runs, which are
/// merged (external merge sort; Knuth, The Art of Computer Programming 3, section 5.4).
///
/// A class because it owns the file, which has no name: it goes when the process does.
final class SpilledSort {
    struct Entry {
        var key: [UInt8]
        var value: [UInt8]
    }

    private struct Place {
        var start: Int
        var keyCount: Int
        var valueCount: Int
    }

    private let memory: Int
    private var bytes: [UInt8] = []
    private var places: [Place] = []
    private var descriptor: Int32 = -1
    private var fileEnd = 0
    private var runs: [SpilledRun] = []
    private var next = 0

    init(memory: Int = 64 << 20) { self.memory = memory }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// - Parameter write: appends the value.
    func append(_ key: [UInt8], _ write: (inout [UInt8]) -> Void) throws(DataError) {
        let start = bytes.count
        bytes += key
        write(&bytes)
        places.append(Place(start: start, keyCount: key.count, valueCount: bytes.count - start - key.count))
        if bytes.count + places.count * MemoryLayout<Place>.stride > memory { try spill() }
    }

    /// There are no more entries; they can be taken now.
    func finish() throws(DataError) {
        if runs.isEmpty { return sort() }
        if !places.isEmpty { try spill() }
        bytes = []
        let buffer = max(1 << 12, min(1 << 18, memory / runs.count))
        for index in runs.indices { try runs[index].start(buffer: buffer, descriptor) }
        // A heap of the runs, the one with the least key first.
        for index in runs.indices.reversed() { sink(index) }
    }

    /// The entry with the least key; of equal ones the one that came first.
    func take() throws(DataError) -> Entry? {
        if runs.isEmpty {
            guard descriptor < 0, next < places.count else { return nil }
            let place = places[next]
            next += 1
            let valueStart = place.start + place.keyCount
            return Entry(
                key: Array(bytes[place.start..<valueStart]),
                value: Array(bytes[valueStart..<(valueStart + place.valueCount)]))
        }
        guard let entry = runs[0].entry else { return nil }
        try runs[0].advance(descriptor)
        if runs[0].entry == nil {
            runs.swapAt(0, runs.count - 1)
            runs.removeLast()
        }
        sink(0)
        return entry
    }

    private func sort() {
        bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            places.sort { first, second in
                let order = memcmp(base + first.start, base + second.start, min(first.keyCount, second.keyCount))
                if order != 0 { return order < 0 }
                return first.keyCount != second.keyCount
                    ? first.keyCount < second.keyCount : first.start < second.start
            }
        }
    }

    private func spill() throws(DataError) {
        if descriptor < 0 { descriptor = try Self.makeFile() }
        sort()
        var output: [UInt8] = []
        let start = fileEnd
        for place in places {
            for count in [place.keyCount, place.valueCount] {
                withUnsafeBytes(of: UInt32(truncatingIfNeeded: count).littleEndian) { output.append(contentsOf: $0) }
            }
            output += bytes[place.start..<(place.start + place.keyCount + place.valueCount)]
            if output.count > 1 << 18 { try write(&output) }
        }
        try write(&output)
        runs.append(SpilledRun(number: runs.count, range: start..<fileEnd))
        bytes.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }

    private func write(_ output: inout [UInt8]) throws(DataError) {
        var done = 0
        while done < output.count {
            let count = output.withUnsafeBytes { bytes in
                pwrite(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done, off_t(fileEnd))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw DataError.system("cannot write what is to be sorted", file: Self.folder) }
            done += count
            fileEnd += count
        }
        output.removeAll(keepingCapacity: true)
    }

    static var folder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

    private static func makeFile() throws(DataError) -> Int32 {
        var name = Array(Folder.join(folder, "quern-sort-XXXXXX").utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw DataError.system("cannot create a file to sort in", file: folder) }
        unlink(name)
        return descriptor
    }

    private func sink(_ start: Int) {
        var parent = start
        while true {
            var child = 2 * parent + 1
            guard child < runs.count else { return }
            if child + 1 < runs.count, runs[child + 1].precedes(runs[child]) { child += 1 }
            guard runs[child].precedes(runs[parent]) else { return }
            runs.swapAt(child, parent)
            parent = child
        }
    }
}
