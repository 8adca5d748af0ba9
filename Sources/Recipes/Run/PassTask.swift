internal import Formats
internal import Records

/// One part of a pass: what it reads, by name and content, and how.
struct PassTask: Sendable {
    struct Input: Sendable {
        /// Path to open.
        var path: String
        /// XXH3-128 of the whole file.
        var hash: String
        /// Which of its bytes.
        var range: Range<Int>
        /// Name of the collection it belongs to.
        var source: String
    }

    var index: Int
    var inputs: [Input]
    /// How records are read from the inputs, where they hold records.
    var reader = SourceOptions()

    /// A file of this run, whole.
    static func input(_ file: Receipt.File, source: String, in workspace: Workspace) -> Input {
        Input(path: workspace.absolute(file.path), hash: file.hash, range: 0..<file.bytes, source: source)
    }

    /// The part that a record source reads.
    var part: Part {
        Part(
            index: index,
            pieces: inputs.map { Part.Piece(file: $0.path, source: $0.source, range: $0.range) })
    }

    /// Bytes of input, on disk.
    var bytes: Int { inputs.reduce(0) { $0 + $1.range.count } }

    /// Identity of what the part does: settings of the pass and contents of its inputs. Names of files count, since
    /// record ids are made of them; the place of the output folder does not.
    func key(configuration: String, root: String) throws(DataError) -> String {
        var text = configuration + "\n" + (try CanonicalJSON.text(reader))
        for input in inputs {
            let name = input.path.hasPrefix(root + "/") ? String(input.path.dropFirst(root.count + 1)) : input.path
            text += "\n\(name)\t\(input.hash)\t\(input.source)\t\(input.range.lowerBound)-\(input.range.upperBound)"
        }
        return ContentHash.hexadecimal(of: text)
    }
}
