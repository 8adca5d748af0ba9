internal import Glibc
internal import Records

/// Content hashes of input files. Each file is read once; later runs trust its size, time of change and inode.
struct InputIdentity {
    let ledger: Ledger

    /// Hashes of `paths`, in their order.
    func hashes(of paths: [String], threads: Int) throws(DataError) -> [String] {
        var known: [String?] = []
        var stamps: [String] = []
        for path in paths {
            let stamp = try Self.stamp(path)
            stamps.append(stamp)
            known.append(try ledger.hash(ofInput: path, stamp: stamp))
        }
        let missing = known.indices.filter { known[$0] == nil }
        var fresh: [String] = []
        try Workers.forEach(threads: min(threads, missing.count), window: missing.count) {
            ReadBuffer()
        } next: { (index) throws(DataError) in
            index < missing.count ? missing[index] : nil
        } body: { (buffer, place) throws(DataError) in
            try Self.hash(paths[place], buffer.bytes)
        } consume: { (hash) throws(DataError) in
            fresh.append(hash)
        }
        try ledger.remember(inputs: zip(missing, fresh).map { (paths[$0], stamps[$0], $1) })
        for (place, hash) in zip(missing, fresh) { known[place] = hash }
        return known.map { $0 ?? "" }
    }

    /// Bytes of the file.
    static func size(_ path: String) throws(DataError) -> Int {
        var status = stat()
        guard stat(path, &status) == 0 else { throw DataError.system("cannot read", file: path) }
        return Int(status.st_size)
    }

    private static func stamp(_ path: String) throws(DataError) -> String {
        var status = stat()
        guard stat(path, &status) == 0 else { throw DataError.system("cannot read", file: path) }
        return "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(status.st_ino)"
    }

    /// A thread's, for all its files: one for each would leave as many holes in the heap.
    private final class ReadBuffer {
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
        deinit { bytes.deallocate() }
    }

    private static func hash(_ path: String, _ buffer: UnsafeMutableRawBufferPointer) throws(DataError) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DataError.system("cannot open", file: path) }
        defer { close(descriptor) }
        let hash = ContentHash.Streaming()
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw DataError.system("cannot read", file: path) }
            if count == 0 { return hash.finish() }
            hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }
}
