package import Records

/// How often each pre-token occurs: an open-addressing table over one arena of bytes.
package struct PretokenCounts: Sendable {
    /// Place of a slot's pre-token, or -1.
    private var slots: [Int32]
    private var hashes: [UInt64] = []
    package private(set) var tokens = ByteColumn()
    package private(set) var counts: [Int64] = []

    package init() { slots = [Int32](repeating: -1, count: 1 << 12) }

    package var count: Int { counts.count }

    /// Counts the pre-tokens of a text.
    package mutating func add(_ text: Span<UInt8>) throws(DataError) {
        var start = 0
        while start < text.count {
            let end = GPT2Scanner.end(in: text, from: start)
            try add(text.extracting(start..<end), count: 1)
            start = end
        }
    }

    package mutating func add(_ token: Span<UInt8>, count: Int64) throws(DataError) {
        let hash = ContentHash.xxh3(token)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 {
            let place = Int(slots[slot])
            if hashes[place] == hash && tokens[place].isEqual(to: token) {
                let (sum, overflow) = counts[place].addingReportingOverflow(count)
                guard !overflow else { throw DataError("a pre-token occurs more often than 64 bits can count") }
                counts[place] = sum
                return
            }
            slot = (slot + 1) & mask
        }
        guard let place = Int32(exactly: counts.count) else {
            throw DataError("more than \(Int32.max) different pre-tokens", mend: "train on a sample of the text")
        }
        slots[slot] = place
        hashes.append(hash)
        tokens.append(token)
        counts.append(count)
        if counts.count * 2 > slots.count { grow() }
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        var larger = [Int32](repeating: -1, count: mask + 1)
        for place in hashes.indices {
            var slot = Int(truncatingIfNeeded: hashes[place]) & mask
            while larger[slot] >= 0 { slot = (slot + 1) & mask }
            larger[slot] = Int32(place)
        }
        slots = larger
    }

    /// Writes pre-tokens and counts, sorted by bytes: u32 length, i64 count, the bytes.
    package func write(to path: String) throws(DataError) -> AtomicFile {
        let order = (0..<count).sorted { tokens[$0].isBefore(tokens[$1]) }
        let file = try AtomicFile(path: path)
        for place in order {
            let length = UInt32(clamping: tokens[place].count).littleEndian
            try withUnsafeBytes(of: length) { (raw) throws(DataError) in try file.write(raw) }
            try withUnsafeBytes(of: counts[place].littleEndian) { (raw) throws(DataError) in try file.write(raw) }
            try file.write(tokens[place])
        }
        return file
    }

    /// Adds the counts of a file that `write` made.
    ///
    /// - Parameter bytes: the file's contents.
    package mutating func merge(_ bytes: [UInt8], file: String) throws(DataError) {
        var place = 0
        while place < bytes.count {
            guard place + 12 <= bytes.count else { throw Self.damaged(file) }
            let (length, count) = bytes.withUnsafeBytes { raw in
                (
                    Int(UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt32.self))),
                    Int64(littleEndian: raw.loadUnaligned(fromByteOffset: place + 4, as: Int64.self))
                )
            }
            place += 12
            guard length <= bytes.count - place else { throw Self.damaged(file) }
            try add(bytes.span.extracting(place..<place + length), count: count)
            place += length
        }
    }

    private static func damaged(_ file: String) -> DataError {
        DataError("the counts are damaged", file: file, mend: "delete the file and run the same command again")
    }
}

extension Span<UInt8> {
    fileprivate func isEqual(to other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[unchecked: index] != other[unchecked: index] { return false }
        return true
    }

    fileprivate func isBefore(_ other: Span<UInt8>) -> Bool {
        for index in 0..<Swift.min(count, other.count) where self[index] != other[index] {
            return self[index] < other[index]
        }
        return count < other.count
    }
}
