internal import Glibc
internal import Records

/// Random access to the signature files of one part. A class because it owns descriptors.
final class SignatureReader {
    private let files: SignatureFiles
    /// Words of an entry.
    private let entryWords: Int
    private let documents: Int32
    private let ids: Int32
    /// Opened with the first set that is asked for: most methods have none.
    private var places: Int32 = -1
    private var sets: Int32 = -1
    let documentCount: Int

    init(_ part: SignaturePart) throws(DataError) {
        files = part.files
        entryWords = DocumentEntry.words(criteria: part.criteria)
        documents = open(files.documents, O_RDONLY | O_CLOEXEC)
        ids = open(files.ids, O_RDONLY | O_CLOEXEC)
        var status = stat()
        guard documents >= 0, ids >= 0, fstat(documents, &status) == 0 else {
            documentCount = 0
            throw DataError.system("cannot open the signatures", file: files.documents)
        }
        documentCount = Int(status.st_size) / (entryWords * 8)
    }

    func entry(_ document: Int) throws(DataError) -> DocumentEntry {
        let words = try read(documents, offset: document * entryWords * 8, words: entryWords, of: files.documents)
        return DocumentEntry(words: words)
    }

    func id(_ document: Int) throws(DataError) -> [UInt8] {
        let entry = try entry(document)
        return try read(ids, offset: entry.idOffset, bytes: entry.idCount, of: files.ids)
    }

    /// The set of shingles of a document that has one.
    func set(_ document: Int) throws(DataError) -> [UInt64] {
        if sets < 0 {
            places = open(files.places, O_RDONLY | O_CLOEXEC)
            sets = open(files.sets, O_RDONLY | O_CLOEXEC)
            guard places >= 0, sets >= 0 else { throw DataError.system("cannot open the signatures", file: files.sets) }
        }
        let place = try read(places, offset: document * 16, words: 2, of: files.places)
        return try read(sets, offset: Int(clamping: place[0]), words: Int(clamping: place[1]), of: files.sets)
    }

    private func read(_ descriptor: Int32, offset: Int, words: Int, of path: String) throws(DataError) -> [UInt64] {
        try checkExtent(descriptor, offset: offset, count: words, size: 8, of: path)
        var values = [UInt64](repeating: 0, count: words)
        let count = values.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, offset) }
        guard count == words * 8 else { throw damaged(path) }
        #if _endian(big)
            values = values.map(UInt64.init(littleEndian:))
        #endif
        return values
    }

    private func read(_ descriptor: Int32, offset: Int, bytes: Int, of path: String) throws(DataError) -> [UInt8] {
        try checkExtent(descriptor, offset: offset, count: bytes, size: 1, of: path)
        var values = [UInt8](repeating: 0, count: bytes)
        let count = values.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, offset) }
        guard count == bytes else { throw damaged(path) }
        return values
    }

    /// Before room is made for what a damaged file says is there.
    private func checkExtent(
        _ descriptor: Int32, offset: Int, count: Int, size: Int, of path: String
    ) throws(DataError) {
        // Most reads are of an entry or a small set, for which a call to the system would be dear.
        guard count > Self.surelySmall || count < 0 || offset < 0 else { return }
        var status = stat()
        guard offset >= 0, count >= 0, fstat(descriptor, &status) == 0,
            count <= (Int(status.st_size) - min(offset, Int(status.st_size))) / size
        else { throw damaged(path) }
    }

    private static let surelySmall = 1 << 16

    private func damaged(_ path: String) -> DataError {
        DataError("the signatures are damaged", file: path, mend: "delete the file and run the same command again")
    }

    deinit {
        for descriptor in [documents, ids, places, sets] where descriptor >= 0 { close(descriptor) }
    }
}
