internal import Dedup
internal import Formats
internal import Records

/// Writes what was cut out of texts, a line of JSON each: `{"id":"b","kept":"a","start":10,"end":21,"text":"…"}`, with
/// places in bytes of the text as it was. The file appears with the first.
struct RemovedSink {
    private let folder: String
    private let name: String
    private let cutter: RepeatCutter
    private var ids: KeptIDs
    private var file: CompressedFile?
    private var line: [UInt8] = []
    private(set) var pieces = 0
    private(set) var bytes = 0

    init(folder: String, name: String, cutter: RepeatCutter, ids: KeptIDs) {
        self.folder = folder
        self.name = name
        self.cutter = cutter
        self.ids = ids
    }

    mutating func write(_ batch: Batch) throws(DataError) {
        for index in 0..<batch.count {
            var end = 0
            for cut in cutter.cuts(batch, index) {
                try write(cut, of: batch, index)
                pieces += 1
                // Pieces that stay in several documents may overlap.
                bytes += max(0, cut.bytes.upperBound - max(end, cut.bytes.lowerBound))
                end = max(end, cut.bytes.upperBound)
            }
        }
    }

    private mutating func write(_ cut: RepeatCutter.Cut, of batch: Batch, _ index: Int) throws(DataError) {
        line.removeAll(keepingCapacity: true)
        line.append(contentsOf: "{\"id\":".utf8)
        JSONText.appendString(batch.ids[index], to: &line)
        line.append(contentsOf: ",\"kept\":".utf8)
        let kept = try ids.id(cut.kept)
        JSONText.appendString(kept.span, to: &line)
        line.append(contentsOf: ",\"start\":".utf8)
        JSONText.appendNumber(cut.bytes.lowerBound, to: &line)
        line.append(contentsOf: ",\"end\":".utf8)
        JSONText.appendNumber(cut.bytes.upperBound, to: &line)
        line.append(contentsOf: ",\"text\":".utf8)
        JSONText.appendString(batch.texts[index].extracting(cut.bytes), to: &line)
        line.append(contentsOf: "}\n".utf8)
        if file == nil { file = try CompressedFile(path: Folder.join(folder, name)) }
        try file?.write(line.span)
    }

    mutating func finish() throws(DataError) -> Receipt.File? { try file?.commit(as: name) }
}
