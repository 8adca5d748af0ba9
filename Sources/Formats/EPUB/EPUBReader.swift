import Records

/// A book is a document: its chapters in reading order, its title, author and identifier in `rest`, its language from the
/// package's metadata.
struct EPUBReader: Source {
    private let archive: Archive
    private let origin: RecordOrigin
    private let maximumBytes: Int

    init(_ bytes: PieceInput, _ options: SourceOptions) throws(DataError) {
        archive = try Archive(try bytes.open())
        origin = RecordOrigin(bytes.piece)
        maximumBytes = options.maximumRecordBytes.bytes
    }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        let files = try readFiles()
        do throws(RecordFault) {
            guard let files else { throw .tooLong(limit: maximumBytes) }
            let book = try EPUBBook(files)
            origin.append(try book.record(), to: &batch)
        } catch {
            batch.bad.append(origin.bad(error, offset: 0, length: 0, beginning: Span()))
        }
        return false
    }

    /// The files that hold text, by their paths; nil if there is too much of it.
    private func readFiles() throws(DataError) -> [String: [UInt8]]? {
        var files: [String: [UInt8]] = [:]
        var left = maximumBytes
        while let header = try archive.next() {
            guard case .entry(let entry) = header, entry.isFile, entry.refusal == nil, EPUBBook.isText(entry.name)
            else { continue }
            let path = "\(archive.path)!/\(entry.name)"
            let bytes = try ByteInput(ArchiveEntryBytes(archive, path: path), path: path, isRaw: true)
            guard try bytes.fillWhole(limit: left) else { return nil }
            left -= bytes.window.count
            files[entry.name] = bytes.window.withUnsafeBufferPointer { Array($0) }
        }
        return files
    }
}
