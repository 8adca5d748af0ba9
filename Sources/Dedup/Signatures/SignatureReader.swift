internal import Glibc
internal import Records

/// Random access to the signature files of one part. A class because it owns descriptors.
final class SignatureReader {
    private let paths: SignatureWriter.Paths
    private let shingles: Int32
    private let documents: Int32
    private let ids: Int32
    let documentCount: Int

    init(_ paths: SignatureWriter.Paths) throws(DataError) {
        self.paths = paths
        shingles = open(paths.shingles, O_RDONLY | O_CLOEXEC)
        documents = open(paths.documents, O_RDONLY | O_CLOEXEC)
        ids = open(paths.ids, O_RDONLY | O_CLOEXEC)
        var status = stat()
        guard shingles >= 0, documents >= 0, ids >= 0, fstat(documents, &status) == 0 else {
            documentCount = 0
            throw DataError.system("cannot open the signatures", file: paths.documents)
        }
        documentCount = Int(status.st_size) / DocumentEntry.bytes
    }

    func entry(_ document: Int) throws(DataError) -> DocumentEntry {
        let words = try read(
            documents, offset: document * DocumentEntry.bytes, words: DocumentEntry.bytes / 8, of: paths.documents)
        return DocumentEntry(words)
    }

    func set(_ entry: DocumentEntry) throws(DataError) -> [UInt64] {
        try read(shingles, offset: entry.setOffset, words: entry.setCount, of: paths.shingles)
    }

    func id(_ entry: DocumentEntry) throws(DataError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: entry.idCount)
        let count = bytes.withUnsafeMutableBytes { pread(ids, $0.baseAddress, $0.count, entry.idOffset) }
        guard count == entry.idCount else { throw damaged(paths.ids) }
        return bytes
    }

    private func read(_ descriptor: Int32, offset: Int, words: Int, of path: String) throws(DataError) -> [UInt64] {
        guard words >= 0, words < 1 << 40 else { throw damaged(path) }
        var values = [UInt64](repeating: 0, count: words)
        let count = values.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, offset) }
        guard count == words * 8 else { throw damaged(path) }
        return values
    }

    private func damaged(_ path: String) -> DataError {
        DataError("the signatures are damaged", file: path, mend: "delete the file and run the same command again")
    }

    deinit {
        for descriptor in [shingles, documents, ids] where descriptor >= 0 { close(descriptor) }
    }
}
