internal import Glibc
internal import Records

/// A file of sorted pairs, 16 bytes each, little-endian.
struct PairRun {
    let path: String
    /// Added to each value when it is read.
    var offset: UInt64 = 0

    static let pairBytes = 16

    static func write(_ pairs: [Pair], path: String, isScratch: Bool = false) throws(DataError) -> Receipt.File {
        let writer = try Writer(path: path)
        for pair in pairs { try writer.append(pair) }
        return try writer.finish(isScratch: isScratch)
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

        /// - Parameter isScratch: as of `AtomicFile.commit`.
        func finish(isScratch: Bool = false) throws(DataError) -> Receipt.File {
            try flush()
            let hash = try file.commit(isScratch: isScratch)
            return Receipt.File(path: file.path, bytes: file.byteCount, hash: hash)
        }
    }

    /// Reads a run from its beginning through a buffer. A class because it owns a descriptor.
    final class Reader {
        private let path: String
        private let descriptor: Int32
        /// Added to each value.
        private let offset: UInt64
        /// Pairs of the file.
        let count: Int
        /// Pairs taken from the file into the buffer, ever.
        private var filled = 0
        private var buffer: [UInt64]
        private var place = 0
        private var end = 0

        init(_ run: PairRun, bufferBytes: Int) throws(DataError) {
            path = run.path
            offset = run.offset
            buffer = [UInt64](repeating: 0, count: max(1, bufferBytes / PairRun.pairBytes) * 2)
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            var status = stat()
            guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
                count = 0
                throw DataError.system("cannot open", file: path)
            }
            count = Int(status.st_size) / PairRun.pairBytes
            guard Int(status.st_size) % PairRun.pairBytes == 0 else {
                throw DataError(
                    "the run ends early", file: path, mend: "delete the file and run the same command again")
            }
        }

        @inline(__always)
        func next() throws(DataError) -> Pair? {
            guard let pair = try peek() else { return nil }
            place += 2
            return pair
        }

        /// The pair that `next` will give.
        @inline(__always)
        func peek() throws(DataError) -> Pair? {
            if place == end {
                guard filled < count else { return nil }
                try fill()
            }
            return Pair(
                key: UInt64(littleEndian: buffer[place]), value: UInt64(littleEndian: buffer[place + 1]) &+ offset)
        }

        private func fill() throws(DataError) {
            let pairs = min(buffer.count / 2, count - filled)
            try read(pairs, at: filled)
            filled += pairs
            place = 0
            end = pairs * 2
        }

        private func read(_ pairs: Int, at first: Int) throws(DataError) {
            var done = 0
            let wanted = pairs * PairRun.pairBytes
            while done < wanted {
                let got = buffer.withUnsafeMutableBytes { raw in
                    pread(
                        descriptor, raw.baseAddress?.advanced(by: done), wanted - done,
                        first * PairRun.pairBytes + done)
                }
                if got < 0 && errno == EINTR { continue }
                guard got > 0 else { throw DataError.system("cannot read", file: path) }
                done += got
            }
        }

        /// Passes all pairs of lesser keys: those in the buffer, and beyond it without reading most of them.
        func skip(to key: UInt64) throws(DataError) {
            while place < end, UInt64(littleEndian: buffer[place]) < key { place += 2 }
            guard place == end, filled < count else { return }
            // Blocks of the buffer's size are passed by their last keys, in leaps that grow, then shrink.
            let block = buffer.count / 2
            var (low, leap) = (filled, block)
            while low + leap <= count, try self.key(low + leap - 1) < key {
                low += leap
                leap *= 2
            }
            while leap > block {
                leap /= 2
                if low + leap <= count, try self.key(low + leap - 1) < key { low += leap }
            }
            filled = low
            guard filled < count else { return }
            try fill()
            while place < end, UInt64(littleEndian: buffer[place]) < key { place += 2 }
        }

        private func key(_ pair: Int) throws(DataError) -> UInt64 {
            var key: UInt64 = 0
            let got = withUnsafeMutableBytes(of: &key) {
                pread(descriptor, $0.baseAddress, 8, pair * PairRun.pairBytes)
            }
            guard got == 8 else { throw DataError.system("cannot read", file: path) }
            return UInt64(littleEndian: key)
        }

        deinit { close(descriptor) }
    }
}
