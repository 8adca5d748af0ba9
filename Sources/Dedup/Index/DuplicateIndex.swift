internal import Foundation
internal import Glibc
package import Records

/// What is known of documents that were kept in earlier runs: a folder of segments, one for each run that added to it, and
/// `index.json`, which lists them and is replaced as a whole, so that an index that is being added to when the machine
/// stops is as it was before.
package struct DuplicateIndex: Sendable {
    /// The documents that one run added.
    package struct Segment: Codable, Sendable, Equatable {
        /// Hash of what was added.
        package var name: String
        package var documents: Int
        package var files: [Receipt.File]

        package var bytes: Int { files.reduce(0) { $0 + $1.bytes } }
    }

    private struct Contents: Codable {
        var parameters: IndexParameters
        var segments: [Segment]
    }

    package let folder: String
    package let parameters: IndexParameters
    package private(set) var segments: [Segment]

    private static let file = "index.json"
    /// Segments that may be searched at once: each has a file open.
    private static let mostSegments = 200

    /// - Throws: if there is no index, or one whose files are not as they were written.
    package init(folder: String) throws(DataError) {
        guard let contents = try Self.load(folder) else {
            throw DataError("there is no index here", file: folder, mend: "make one with quern dedupe … --index")
        }
        self.folder = folder
        parameters = contents.parameters
        segments = contents.segments
        for file in segments.flatMap(\.files) {
            var status = stat()
            guard stat(Folder.join(folder, file.path), &status) == 0, Int(status.st_size) == file.bytes else {
                throw DataError(
                    "a file of the index is missing or cut short", file: Folder.join(folder, file.path),
                    mend: "restore it, or build the index again")
            }
        }
    }

    /// The index in a folder, a new one if there is none.
    package init(folder: String, for options: SearchOptions) throws(DataError) {
        if FileManager.default.fileExists(atPath: Folder.join(folder, Self.file)) {
            try self.init(folder: folder)
            try check(options)
        } else {
            try self.init(folder: folder, parameters: IndexParameters(options))
        }
    }

    /// A new index.
    init(folder: String, parameters: IndexParameters) throws(DataError) {
        guard !FileManager.default.fileExists(atPath: Folder.join(folder, Self.file)) else {
            throw DataError("there is an index here already", file: folder, mend: "choose another folder")
        }
        self.folder = folder
        self.parameters = parameters
        segments = []
    }

    private static func load(_ folder: String) throws(DataError) -> Contents? {
        let path = Folder.join(folder, file)
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        do {
            return try JSONDecoder().decode(Contents.self, from: data)
        } catch {
            throw DataError("the index cannot be read: \(error)", file: path, mend: "build the index again")
        }
    }

    /// - Throws: if a search with these options cannot use the index.
    package func check(_ options: SearchOptions) throws(DataError) {
        if let difference = parameters.difference(from: IndexParameters(options)) {
            throw DataError(
                "the index was made with other parameters: " + difference, file: folder,
                mend: "search with the same, or make another index")
        }
        guard segments.count <= Self.mostSegments else {
            throw DataError(
                "the index has \(segments.count) segments", file: folder,
                mend: "make one of them: quern dedupe index merge \(folder) -o NEW")
        }
    }

    /// The segments but one, as parts of a search.
    package func parts(besides name: String) -> [SignaturePart] {
        segments.filter { $0.name != name }.map { SignaturePart(files: files(of: $0.name), criteria: 0) }
    }

    func files(of segment: String) -> SignatureFiles { SignatureFiles(prefix: Folder.join(folder, segment)) }

    /// Adds a segment if there is none of its name, and writes the list anew.
    ///
    /// - Parameter write: writes the segment's files and returns them and how many documents they hold.
    package mutating func add(
        _ name: String, _ write: (SignatureFiles) throws(DataError) -> (Int, [Receipt.File])
    ) throws(DataError) {
        let lock = try FolderLock(path: Folder.join(folder, "index.lock"), folder: folder)
        defer { withExtendedLifetime(lock) {} }
        // Somebody else may have added since.
        if let contents = try Self.load(folder) { segments = contents.segments }
        guard !segments.contains(where: { $0.name == name }) else { return }
        let (documents, files) = try write(self.files(of: name))
        let relative = files.map { file in
            var file = file
            file.path = String(file.path.dropFirst(Folder.join(folder, "").count))
            return file
        }
        segments.append(Segment(name: name, documents: documents, files: relative))
        try writeList()
    }

    private func writeList() throws(DataError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let text: Data
        do {
            text = try encoder.encode(Contents(parameters: parameters, segments: segments))
        } catch {
            throw DataError("the index cannot be written: \(error)", file: folder)
        }
        let list = try AtomicFile(path: Folder.join(folder, Self.file))
        try list.write(Array(text))
        _ = try list.commit()
    }
}
