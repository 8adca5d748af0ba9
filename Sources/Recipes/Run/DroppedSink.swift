internal import Formats
internal import Records

/// Writes dropped records whole, with the rule and the score that condemned them. The file appears with the first.
struct DroppedSink {
    private let folder: String
    private let name: String
    private var file: CompressedFile?
    private var line: [UInt8] = []

    init(folder: String, name: String) {
        self.folder = folder
        self.name = name
    }

    mutating func write(_ batch: Batch, rules: [[String]]) throws(DataError) {
        for index in 0..<batch.count {
            guard let drop = batch.drops[index] else { continue }
            line.removeAll(keepingCapacity: true)
            RecordText.appendJSONLine(batch, index, to: &line)
            line.removeLast(2)  // the closing brace and the newline
            line.append(contentsOf: #","droppedBy":"#.utf8)
            JSONText.appendString(rules[drop.stage][drop.rule], to: &line)
            line.append(contentsOf: #","score":"#.utf8)
            JSONText.appendNumber(drop.score, to: &line)
            line.append(contentsOf: "}\n".utf8)
            if file == nil { file = try CompressedFile(path: Folder.join(folder, name)) }
            try file?.write(line.span)
        }
    }

    mutating func finish() throws(DataError) -> Receipt.File? { try file?.commit(as: name) }
}
