package import Records

extension DuplicateIndex {
    /// Makes one index of several, all their documents in one segment.
    ///
    /// - Parameter folder: where there must be no index yet.
    /// - Throws: if their parameters differ.
    package static func merge(
        _ indexes: [DuplicateIndex], into folder: String, memory: Int
    ) throws(DataError) -> DuplicateIndex {
        guard let first = indexes.first else { throw DataError("there is no index to merge", mend: "name some") }
        for other in indexes.dropFirst() {
            guard let difference = other.parameters.difference(from: first.parameters) else { continue }
            throw DataError(
                "the index was made with other parameters than \(first.folder): \(difference)", file: other.folder,
                mend: "build one of them again")
        }
        var merged = try DuplicateIndex(folder: folder, parameters: first.parameters)
        let names = indexes.flatMap(\.segments).map(\.name)
        try merged.add(ContentHash.hexadecimal(of: names.joined(separator: " "))) { (files) throws(DataError) in
            let hasSets = first.parameters.hasSets
            var writer = try SegmentWriter(files: files, hasSets: hasSets, scratch: files.keys + ".scratch")
            var seen: Set<String> = []
            for index in indexes {
                for segment in index.segments where seen.insert(segment.name).inserted {
                    try writer.append(
                        SignaturePart(files: index.files(of: segment.name), criteria: 0), without: [])
                }
            }
            return try writer.finish(memory: memory)
        }
        return merged
    }
}
