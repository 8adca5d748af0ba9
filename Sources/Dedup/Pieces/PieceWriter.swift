package import Records

/// The map side of the search for repeated lines: writes a hash of each span of pieces of a part, with its place.
package struct PieceWriter {
    private let files: SignatureFiles
    private let options: PieceOptions
    private let span: Int
    private let cutter: PieceCutter
    private var hasher: ExactHash
    private var pairs: PairSorter
    private var documents: DocumentWriter
    private var ranges: [Range<Int>] = []
    /// Of each piece; 0 for one of which normalisation leaves nothing.
    private var hashes: [UInt64] = []
    private var scratch: [UInt8] = []

    /// - Parameter memory: bytes for hashes before they are spilled; no result depends on it.
    package init(
        files: SignatureFiles, lines: LinesOptions, options: PieceOptions, memory: Int
    ) throws(DataError) {
        self.files = files
        self.options = options
        span = lines.span
        cutter = PieceCutter(piece: lines.piece)
        var exact = ExactOptions()
        exact.ignore = lines.ignore
        hasher = ExactHash(exact)
        pairs = PairSorter(prefix: files.keys, memory: memory)
        documents = try DocumentWriter(files: files)
    }

    package mutating func append(_ batch: Batch) throws(DataError) {
        for index in 0..<batch.count {
            let entry = try options.entry(of: batch, index, scratch: &scratch)
            if batch.isKept(index) { try append(batch.texts[index], group: entry.group) }
            try documents.append(entry, id: batch.ids[index])
        }
    }

    /// A text of fewer pieces than a span has none.
    private mutating func append(_ text: Span<UInt8>, group: UInt64) throws(DataError) {
        ranges.removeAll(keepingCapacity: true)
        hashes.removeAll(keepingCapacity: true)
        cutter.append(text, to: &ranges)
        for range in ranges { hashes.append(hasher.hash(text.extracting(range))?.0 ?? 0) }
        guard hashes.count >= span else { return }
        for first in 0..<min(hashes.count - span + 1, PiecePlace.mostUnits) {
            let pieces = hashes[first..<first + span]
            guard pieces.contains(where: { $0 != 0 }) else { continue }
            let hash = span == 1 ? pieces[first] : pieces.reduce(0) { Shingles.mix($0 ^ $1) }
            let place = PiecePlace(document: UInt32(documents.count), unit: UInt32(first))
            try pairs.append(Pair(key: hash ^ group, value: place.word))
        }
    }

    package mutating func finish() throws(DataError) -> [Receipt.File] {
        [try pairs.finish(path: files.keys)] + (try documents.finish())
    }
}
