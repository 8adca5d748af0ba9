import Records

/// Segments of several files that bear the same id, as the verses of translations of one book do: a record for each id
/// that two files have, in the order of the first file that has it. The text is that file's, `translation` has all.
///
/// The files may have ids in any order: segments are sorted by id, then the records by place, in bounded memory.
struct AlignedReader: Source {
    private let pieces: [Part.Piece]
    private let options: SourceOptions
    /// The file that is being read.
    private var file = 0
    private var reader: XMLReader?
    private let segments = SpilledSort()
    private let groups = SpilledSort()
    private var isJoined = false
    private var fault: DataError?

    init(_ pieces: [Part.Piece], _ options: SourceOptions) {
        self.pieces = pieces
        var options = options
        if options.xml == nil { options.xml = .segments }
        self.options = options
    }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        while batch.hasRoom(limit) {
            if file < pieces.count {
                try readSegments(&batch.bad, limit)
                continue
            }
            if !isJoined {
                try join()
                isJoined = true
            }
            guard let entry = try groups.take() else {
                if let fault { throw fault }
                return false
            }
            append(entry.value[...], to: &batch)
        }
        return true
    }

    /// A batch of one file's. What ends a file early is told after all that could be joined.
    private mutating func readSegments(_ bad: inout [BadRecord], _ limit: Batch.Limit) throws(DataError) {
        var batch = Batch()
        var hasMore = false
        do throws(DataError) {
            if reader == nil { reader = try XMLReader(PieceInput(pieces[file]), options) }
            hasMore = try reader?.read(into: &batch, limit: limit) ?? false
        } catch {
            fault = fault ?? error
        }
        let prefix = pieces[file].file.utf8.count + 1
        for index in 0..<batch.count {
            let id = batch.ids[index].withUnsafeBufferPointer { Array($0) }.dropFirst(prefix)
            let segment = AlignedSegment(
                file: file, offset: batch.offsets[index],
                language: batch.languages[index].withUnsafeBufferPointer { Array($0) },
                text: batch.texts[index].withUnsafeBufferPointer { Array($0) })
            try segments.append(AlignedSegment.key(id: id, file: file, offset: segment.offset)) {
                segment.append(to: &$0)
            }
        }
        bad += batch.bad
        if !hasMore {
            reader = nil
            file += 1
        }
    }

    /// Groups the segments by id, and sorts the groups by the place of their first.
    private func join() throws(DataError) {
        try segments.finish()
        var id: [UInt8] = []
        var order: [UInt8] = []
        var group: [UInt8] = []
        var files = 0
        var lastFile = -1
        func close() throws(DataError) {
            if files > 1 { try groups.append(order) { $0 += Self.header(id) + group } }
            group.removeAll(keepingCapacity: true)
            files = 0
            lastFile = -1
        }
        while let entry = try segments.take() {
            let entryId = AlignedSegment.id(ofKey: entry.key)
            if !entryId.elementsEqual(id) {
                try close()
                id = Array(entryId)
            }
            var rest = entry.value[...]
            let segment = AlignedSegment(from: &rest)
            // An id that a file has twice is the first's, and a record has the size that one may have.
            guard segment.file != lastFile, group.count + entry.value.count <= options.maximumRecordBytes.bytes else {
                continue
            }
            if files == 0 { order = AlignedSegment.order(file: segment.file, offset: segment.offset) }
            group += entry.value
            files += 1
            lastFile = segment.file
        }
        try close()
        try groups.finish()
    }

    private static func header(_ id: [UInt8]) -> [UInt8] {
        var header: [UInt8] = []
        withUnsafeBytes(of: Int64(id.count).littleEndian) { header.append(contentsOf: $0) }
        return header + id
    }

    private func append(_ value: ArraySlice<UInt8>, to batch: inout Batch) {
        let idCount = value.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        var rest = value.dropFirst(8 + idCount)
        var found: [AlignedSegment] = []
        while !rest.isEmpty { found.append(AlignedSegment(from: &rest)) }
        guard let first = found.first else { return }
        var translations: [(language: [UInt8], text: [UInt8])] = []
        for segment in found where !translations.contains(where: { $0.language == segment.language }) {
            translations.append((segment.language, segment.text))
        }
        batch.texts.append(first.text)
        batch.ids.append(Array(value.dropFirst(8).prefix(idCount)))
        batch.languages.append(first.language)
        batch.sources.append(pieces[first.file].source)
        batch.rest.append { (output: inout [UInt8]) in
            output += Array("\"translation\":".utf8)
            XMLMappedRecord.appendTranslation(translations, to: &output)
        }
        batch.endRecord(offset: first.offset)
    }
}
