internal import Glibc
internal import Records

/// A file of sorted pairs, 16 bytes each, little-endian.
struct PairRun {
    let path: String
    /// Added to each value when it is read.
    var offset: UInt64 = 0

    static let pairBytes = 16

    static func write(_ pairs: [Pair], path: String) throws(DataError) -> Receipt.File {
        let writer = try Writer(path: path)
        for pair in pairs { try writer.append(pair) }
        return try writer.finish()
    }

    /// Writes a run, pair by pair. A class because it owns a descriptor.
    final class Writer {
        private let file: AtomicFile
        private var buffer: [UInt64] = []
        private static let bufferWords = 1 << 13

        init(path: String) throws(DataError) {
            file = try AtomicFile(path: path)
            buffer.reserveCapacity(Self.bufferWords)
        }

        @inline(__always)
        func append(_ pair: Pair) throws(DataError) {
            buffer.append(pair.key.littleEndian)
            buffer.append(pair.value.littleEndian)
            if buffer.count >= Self.bufferWords { try flush() }
        }

        private func flush() throws(DataError) {
            var full: [UInt64] = []
            swap(&full, &buffer)
            try full.span.withUnsafeBytes { (raw) throws(DataError) in try file.write(raw) }
            full.removeAll(keepingCapacity: true)
            swap(&full, &buffer)
        }

        func finish() throws(DataError) -> Receipt.File {
            try flush()
            let hash = try file.commit()
            return Receipt.File(path: file.path, bytes: file.byteCount, hash: hash)
        }
    }

    /// Reads a run from its beginning through a buffer. A class because it owns a descriptor.
    final class Reader {
        private let path: String
        private let descriptor: Int32
        private let offset: UInt64
        private var buffer: [UInt64]
        private var place = 0
        private var end = 0

        init(path: String, bufferBytes: Int, offset: UInt64 = 0) throws(DataError) {
            self.path = path
            self.offset = offset
            buffer = [UInt64](repeating: 0, count: max(1, bufferBytes / PairRun.pairBytes) * 2)
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw DataError.system("cannot open", file: path) }
        }

        @inline(__always)
        func next() throws(DataError) -> Pair? {
            if place == end { try fill() }
            if place == end { return nil }
            defer { place += 2 }
            return Pair(
                key: UInt64(littleEndian: buffer[place]), value: UInt64(littleEndian: buffer[place + 1]) &+ offset)
        }

        private func fill() throws(DataError) {
            var filled = 0
            let wanted = buffer.count * 8
            while filled < wanted {
                let count = buffer.withUnsafeMutableBytes { raw in
                    read(descriptor, raw.baseAddress?.advanced(by: filled), wanted - filled)
                }
                if count < 0 && errno == EINTR { continue }
                guard count >= 0 else { throw DataError.system("cannot read", file: path) }
                if count == 0 { break }
                filled += count
            }
            guard filled % PairRun.pairBytes == 0 else {
                throw DataError(
                    "the run ends early", file: path, mend: "delete the file and run the same command again")
            }
            place = 0
            end = filled / 8
        }

        deinit { close(descriptor) }
    }
}
