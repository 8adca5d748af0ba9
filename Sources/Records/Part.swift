/// The unit of parallelism, of resumption and of output files: some pieces of input, read in order.
package struct Part: Codable, Hashable, Sendable {
    /// A file, or the byte range of a splittable one.
    package struct Piece: Codable, Hashable, Sendable {
        package var file: String
        /// Name of the collection the file belongs to.
        package var source: String
        /// In bytes of the file as it lies on disk. A record belongs to the piece its first byte is in.
        package var range: Range<Int>
        package init(file: String, source: String, range: Range<Int>) {
            self.file = file
            self.source = source
            self.range = range
        }
    }

    package var index: Int
    package var pieces: [Piece]

    package init(index: Int, pieces: [Piece]) {
        self.index = index
        self.pieces = pieces
    }

    /// A file to be divided into parts.
    package struct File: Sendable {
        package var path: String
        package var source: String
        package var size: Int
        package var isSplittable: Bool
        package init(path: String, source: String, size: Int, isSplittable: Bool) {
            self.path = path
            self.source = source
            self.size = size
            self.isSplittable = isSplittable
        }
    }

    /// How many small files may share a part.
    static let maximumPieces = 4096

    /// Divides files into parts of about `target` bytes: big splittable files are cut, small neighbours share a part.
    /// The division depends on the files and `target` alone, so that results do not depend on the machine.
    package static func divide(_ files: [File], target: Int) -> [Part] {
        var parts: [Part] = []
        var pieces: [Piece] = []
        var filled = 0
        func close() {
            if !pieces.isEmpty { parts.append(Part(index: parts.count, pieces: pieces)) }
            pieces = []
            filled = 0
        }
        for file in files {
            if filled > 0 && (filled + file.size > target || pieces.count >= maximumPieces) { close() }
            var start = 0
            while file.isSplittable && file.size - start > target + target / 2 {
                pieces.append(Piece(file: file.path, source: file.source, range: start..<start + target))
                start += target
                close()
            }
            pieces.append(Piece(file: file.path, source: file.source, range: start..<file.size))
            filled += file.size - start
        }
        close()
        return parts
    }
}
