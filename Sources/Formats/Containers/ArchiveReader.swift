import Records

/// The files in a zip or tar archive, each read in its format; archives in archives are gone into.
///
/// An entry whose name tells no format is passed over, as in a folder, and one that cannot be read is quarantined: what
/// comes after it is read all the same. Entries are called `ARCHIVE!/ENTRY`.
struct ArchiveReader: Source {
    /// Archives in each other.
    private static let maximumDepth = 4

    private let archive: Archive
    private let source: String
    private let options: SourceOptions
    private let depth: Int
    private var reader: (any Source)?
    private var current = ""
    /// LaTeX files wait for each other, see `LaTeXProject`; not for more than a record may have.
    private var papers = LaTeXProject()
    private var entries = 0
    private var readEntries = 0

    init(_ piece: Part.Piece, _ options: SourceOptions) throws(DataError) {
        try self.init(ByteInput(piece.file), source: piece.source, options, depth: 1)
    }

    private init(_ bytes: ByteInput, source: String, _ options: SourceOptions, depth: Int) throws(DataError) {
        archive = try Archive(bytes)
        self.source = source
        self.options = options
        self.depth = depth
    }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        while batch.hasRoom(limit) {
            guard reader == nil else {
                readEntry(into: &batch, limit: limit)
                continue
            }
            guard let header = try archive.next() else {
                if papers.isEmpty { return try finish() }
                readPapers()
                continue
            }
            switch header {
            case .damaged(let cause): quarantine(DataError(cause, file: archive.path), in: &batch)
            case .entry(let entry) where entry.isFile && !entry.isHidden:
                entries += 1
                begin(entry, &batch)
            case .entry: continue
            }
        }
        return true
    }

    /// - Returns: false.
    private func finish() throws(DataError) -> Bool {
        if entries > 0, readEntries == 0, depth == 1 {
            throw DataError(
                "there is no file of a known format in the archive", file: archive.path,
                mend: "say the format of what is in it with --format")
        }
        return false
    }

    private mutating func readPapers() {
        reader = LaTeXProjectReader(papers, archive: archive.path, source: source, options)
        papers = LaTeXProject()
    }

    private mutating func begin(_ entry: ArchiveEntry, _ batch: inout Batch) {
        current = "\(archive.path)!/\(entry.name)"
        if let refusal = entry.refusal { return quarantine(DataError(refusal, file: current), in: &batch) }
        do throws(DataError) {
            let format = format(of: entry.name)
            if Archive.isNamed(by: entry.name) {
                reader = try nested(try open())
            } else if format == .latex {
                try collect(entry.name)
            } else if let format {
                reader = try format.makeReader(PieceInput(try open(), source: source), options)
            } else if let format = options.format, Compression(named: entry.name) != .none {
                // What is compressed may have lost its name's ending, as arXiv's papers have.
                let bytes = try open()
                reader =
                    try Archive.isTar(bytes)
                    ? nested(bytes) : format.makeReader(PieceInput(bytes, source: source), options)
            } else {
                return
            }
            readEntries += 1
        } catch {
            quarantine(error, in: &batch)
        }
    }

    /// nil if the entry is of no format that is wanted.
    private func format(of name: String) -> FileFormat? {
        guard let wanted = options.format else { return FileFormat(named: name) }
        return wanted.isNamed(by: name) ? wanted : nil
    }

    private mutating func collect(_ name: String) throws(DataError) {
        let bytes = try open()
        let limit = options.maximumRecordBytes.bytes
        guard try bytes.fillWhole(limit: limit) else {
            throw DataError(RecordFault.tooLong(limit: limit).reason, file: current)
        }
        do throws(RecordFault) {
            papers.add(name, try SourceText.decode(bytes.window))
        } catch {
            throw DataError(error.reason, file: current)
        }
        if papers.size > limit { readPapers() }
    }

    private func open() throws(DataError) -> ByteInput {
        try ByteInput(ArchiveEntryBytes(archive, path: current), path: current)
    }

    private func nested(_ bytes: ByteInput) throws(DataError) -> any Source {
        guard depth < Self.maximumDepth else {
            throw DataError("archives are nested deeper than \(Self.maximumDepth)", file: current)
        }
        return try ArchiveReader(bytes, source: source, options, depth: depth + 1)
    }

    private mutating func readEntry(into batch: inout Batch, limit: Batch.Limit) {
        do throws(DataError) {
            if try reader?.read(into: &batch, limit: limit) == false { reader = nil }
        } catch {
            // If it is the archive that cannot be read on, the next header says so.
            reader = nil
            quarantine(error, in: &batch)
        }
    }

    private func quarantine(_ error: DataError, in batch: inout Batch) {
        batch.bad.append(
            BadRecord(
                file: error.file ?? current, offset: error.offset ?? 0, length: 0, line: error.line,
                reason: error.cause,
                beginning: Span()))
    }
}
