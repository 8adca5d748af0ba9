internal import Foundation
internal import Records

/// A file of record lines in the order of their keys.
///
/// Layout, little-endian: u64 byte offset of each range's first entry and of the end (ranges + 1 numbers), then
/// entries: u64 key, u32 length, the line with its newline.
struct ShuffleRun {
    static let suffix = "shuffle"
    static let entryHeader = 12

    /// The range of keys, out of `ranges` equal ones, that `key` is in.
    static func range(of key: UInt64, ranges: Int) -> Int { Int(key.multipliedFullWidth(by: UInt64(ranges)).high) }

    /// Lines and their keys, to be sorted: one arena, no allocation a line.
    struct Entries {
        private(set) var arena: [UInt8] = []
        private(set) var places: [(key: UInt64, start: Int, end: Int)] = []

        mutating func append(key: UInt64, line: Span<UInt8>) {
            let start = arena.count
            line.withUnsafeBufferPointer { arena.append(contentsOf: $0) }
            places.append((key, start, arena.count))
        }

        /// By key; equal keys stay in the order they came in.
        mutating func sort() { places.sort { ($0.key, $0.start) < ($1.key, $1.start) } }

        func line(_ index: Int) -> ArraySlice<UInt8> { arena[places[index].start..<places[index].end] }
    }

    /// Writes sorted entries, with the offsets of the ranges first.
    static func write(_ entries: Entries, ranges: Int, path: String) throws(DataError) -> Receipt.File {
        var offsets = [Int](repeating: 0, count: ranges + 1)
        for place in entries.places {
            offsets[range(of: place.key, ranges: ranges) + 1] += entryHeader + place.end - place.start
        }
        offsets[0] = (ranges + 1) * 8
        for index in 1...ranges { offsets[index] += offsets[index - 1] }
        let file = try AtomicFile(path: path)
        for offset in offsets { try put(UInt64(offset), file) }
        for (index, place) in entries.places.enumerated() {
            guard let length = UInt32(exactly: place.end - place.start) else {
                throw DataError("a record of \(place.end - place.start) bytes is too long to shuffle", file: path)
            }
            try put(place.key, file)
            try put(length, file)
            try file.write(entries.line(index).span)
        }
        let hash = try file.commit()
        return Receipt.File(path: path, bytes: file.byteCount, hash: hash)
    }

    private static func put(_ value: some FixedWidthInteger, _ file: AtomicFile) throws(DataError) {
        try withUnsafeBytes(of: value.littleEndian) { (raw) throws(DataError) in try file.write(raw) }
    }

    /// Appends the entries of one range of the run at `path`.
    static func read(_ range: Int, of ranges: Int, path: String, into entries: inout Entries) throws(DataError) {
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? handle.close() }
            try handle.seek(toOffset: UInt64(range * 8))
            guard let bounds = try handle.read(upToCount: 16), bounds.count == 16 else { throw damaged(path) }
            let start = number(Array(bounds), at: 0, UInt64.self)
            let end = number(Array(bounds), at: 8, UInt64.self)
            guard start <= end, end - start <= UInt64(Int.max) else { throw damaged(path) }
            try handle.seek(toOffset: start)
            let bytes = start == end ? [] : [UInt8](try handle.read(upToCount: Int(end - start)) ?? Data())
            guard bytes.count == Int(end - start) else { throw damaged(path) }
            try append(bytes, path: path, to: &entries)
        } catch let error as DataError {
            throw error
        } catch {
            throw DataError("cannot be read: \(error.localizedDescription)", file: path)
        }
    }

    private static func append(_ bytes: [UInt8], path: String, to entries: inout Entries) throws(DataError) {
        var place = 0
        while place < bytes.count {
            guard place + entryHeader <= bytes.count else { throw damaged(path) }
            let key = number(bytes, at: place, UInt64.self)
            let length = Int(number(bytes, at: place + 8, UInt32.self))
            place += entryHeader
            guard place + length <= bytes.count else { throw damaged(path) }
            entries.append(key: key, line: bytes.span.extracting(place..<place + length))
            place += length
        }
    }

    private static func number<T: FixedWidthInteger>(_ bytes: [UInt8], at place: Int, _ type: T.Type) -> T {
        bytes.withUnsafeBytes { T(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: T.self)) }
    }

    private static func damaged(_ path: String) -> DataError {
        DataError(
            "the file between two passes is damaged", file: path, mend: "delete it and run the same command again")
    }
}
