import Glibc
import Records

/// A sorted run of `SpilledSort`, read through a window of its own.
struct SpilledRun {
    private let number: Int
    /// What of the run has not been read from the file.
    private var range: Range<Int>
    private var window: [UInt8] = []
    private var start = 0
    private var buffer = 0
    private(set) var entry: SpilledSort.Entry?

    init(number: Int, range: Range<Int>) {
        self.number = number
        self.range = range
    }

    mutating func start(buffer: Int, _ descriptor: Int32) throws(DataError) {
        self.buffer = buffer
        try advance(descriptor)
    }

    /// Goes on to the next entry, nil at the end.
    mutating func advance(_ descriptor: Int32) throws(DataError) {
        entry = nil
        if window.count - start < 8 { try fill(8, descriptor) }
        guard window.count - start >= 8 else { return }
        let keyCount = count(at: start)
        let valueCount = count(at: start + 4)
        let length = 8 + keyCount + valueCount
        if window.count - start < length { try fill(length, descriptor) }
        guard window.count - start >= length else {
            throw DataError("what was to be sorted cannot be read again", file: SpilledSort.folder)
        }
        let key = start + 8
        entry = SpilledSort.Entry(
            key: Array(window[key..<(key + keyCount)]), value: Array(window[(key + keyCount)..<(start + length)]))
        start += length
    }

    private func count(at index: Int) -> Int {
        (0..<4).reduce(0) { $0 | Int(window[index + $1]) << (8 * $1) }
    }

    /// Brings at least `needed` bytes into the window, if the run has them.
    private mutating func fill(_ needed: Int, _ descriptor: Int32) throws(DataError) {
        window.removeFirst(start)
        start = 0
        while window.count < needed, !range.isEmpty {
            let wanted = min(max(buffer, needed - window.count), range.count)
            var room = [UInt8](repeating: 0, count: wanted)
            let count = room.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress, wanted, off_t(range.lowerBound))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw DataError.system("cannot read what was to be sorted", file: SpilledSort.folder)
            }
            window += room[..<count]
            range = (range.lowerBound + count)..<range.upperBound
        }
    }

    func precedes(_ other: SpilledRun) -> Bool {
        guard let key = entry?.key, let otherKey = other.entry?.key else { return entry != nil }
        let order = memcmp(key, otherKey, min(key.count, otherKey.count))
        if order != 0 { return order < 0 }
        return key.count != otherKey.count ? key.count < otherKey.count : number < other.number
    }
}
