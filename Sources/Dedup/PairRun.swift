internal import Glibc
internal import Records

/// A pair of 64-bit words, ordered by the first, then the second: a band key and a document, or two documents.
struct Pair: Comparable {
    var key: UInt64
    var value: UInt64
    static func < (first: Pair, second: Pair) -> Bool { (first.key, first.value) < (second.key, second.value) }
}

/// A file of sorted pairs, 16 bytes each, little-endian.
enum PairRun {
    static let pairBytes = 16

    static func write(_ pairs: [Pair], path: String) throws(DataError) -> Receipt.File {
        let file = try AtomicFile(path: path)
        for pair in pairs {
            try withUnsafeBytes(of: (pair.key.littleEndian, pair.value.littleEndian)) { (raw) throws(DataError) in
                try file.write(raw)
            }
        }
        let hash = try file.commit()
        return Receipt.File(path: path, bytes: file.byteCount, hash: hash)
    }

    /// Reads a run from its beginning through a buffer. A class because it owns a descriptor.
    final class Reader {
        private let path: String
        private let descriptor: Int32
        private var buffer: [UInt64]
        private var place = 0
        private var end = 0

        init(path: String, bufferBytes: Int) throws(DataError) {
            self.path = path
            buffer = [UInt64](repeating: 0, count: max(1, bufferBytes / PairRun.pairBytes) * 2)
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw DataError.system("cannot open", file: path) }
        }

        func next() throws(DataError) -> Pair? {
            if place == end { try fill() }
            if place == end { return nil }
            defer { place += 2 }
            return Pair(key: UInt64(littleEndian: buffer[place]), value: UInt64(littleEndian: buffer[place + 1]))
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
            place = 0
            end = filled / PairRun.pairBytes * 2
        }

        deinit { close(descriptor) }
    }
}
