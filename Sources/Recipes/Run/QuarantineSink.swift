internal import Formats
internal import Records

/// Writes where unreadable records lie and why. The file appears with the first.
struct QuarantineSink {
    private let folder: String
    private let name: String
    private var file: CompressedFile?

    init(folder: String, name: String) {
        self.folder = folder
        self.name = name
    }

    mutating func write(_ bad: [BadRecord]) throws(DataError) {
        for record in bad {
            if file == nil { file = try CompressedFile(path: Folder.join(folder, name)) }
            try file?.write(Array((CanonicalJSON.text(record) + "\n").utf8).span)
        }
    }

    mutating func finish() throws(DataError) -> Receipt.File? { try file?.commit(as: name) }
}
