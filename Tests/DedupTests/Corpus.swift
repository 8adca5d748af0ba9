import Dedup
import Foundation
import Records
import TestSupport

/// Records in parts, and the whole search over them.
struct Corpus {
    struct Document {
        var text: String
        var source = ""
        /// Other members, as JSON.
        var rest = ""
    }

    var parts: [[Document]]

    init(_ parts: [[String]]) { self.parts = parts.map { $0.map { Document(text: $0) } } }
    init(documents: [[Document]]) { parts = documents }

    /// What was decided: for each removed document, numbered through all parts, the one that stays.
    struct Result: Equatable {
        var removals: [Int: Removed] = [:]
        var clusterSizes: [Int: Int] = [:]
        /// The clusters file.
        var clusters = ""

        struct Removed: Equatable {
            var kept: Int
            var similarity: Double
            var band: Int
        }
    }

    static func batch(_ documents: [Document], from first: Int, numbered: Int) -> Batch {
        var batch = Batch()
        batch.firstOrdinal = first
        for (place, document) in documents.enumerated() {
            batch.ids.append(String(numbered + place))
            batch.texts.append(document.text)
            batch.languages.append("")
            batch.sources.append(document.source)
            batch.rest.append(document.rest)
            batch.endRecord(offset: 0)
        }
        return batch
    }

    private func forEachBatch(
        _ part: Int, size: Int, _ body: (Batch) throws -> Void
    ) throws {
        let before = parts[..<part].reduce(0) { $0 + $1.count }
        for start in stride(from: 0, to: parts[part].count, by: size) {
            let documents = Array(parts[part][start..<min(start + size, parts[part].count)])
            try body(Self.batch(documents, from: start, numbered: before + start))
        }
    }

    func search(_ options: SearchOptions, batch size: Int = 100, memory: Int = 1 << 24) throws -> Result {
        let folder = Fixtures.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = parts.indices.map { SignatureFiles(prefix: "\(folder)/part-\($0)") }
        for part in parts.indices {
            var writer = try SignatureWriter(files: files[part], options: options, memory: memory)
            try forEachBatch(part, size: size) { try writer.append($0) }
            _ = try writer.finish()
        }
        let signed = files.map { SignaturePart(files: $0, criteria: options.keep.criteria.count) }
        let search = CandidateSearch(
            parts: signed, known: 0, options: options, memory: memory, scratch: folder + "/candidates")
        _ = try search.run(pairs: folder + "/pairs") { "\(folder)/wanted-\($0)" }
        if options.method.comparesSets, let shingle = options.method.shingle {
            for part in parts.indices {
                var writer = try SetWriter(
                    files: files[part], shingle: shingle, field: options.field,
                    wanted: "\(folder)/wanted-\(part)")
                try forEachBatch(part, size: size) { try writer.append($0) }
                _ = try writer.finish()
            }
        }
        let decision = DuplicateDecision(
            parts: signed, known: 0, options: options, memory: memory, scratch: folder + "/decide")
        let summary = try decision.run(
            pairs: folder + "/pairs", decisions: { "\(folder)/decision-\($0)" }, clusters: folder + "/clusters")
        var result = Result(clusterSizes: summary.sizes)
        result.clusters = try String(contentsOfFile: folder + "/clusters", encoding: .utf8)
        var before = 0
        for part in parts.indices {
            for removal in try PartDecision(path: "\(folder)/decision-\(part)").removals {
                let kept = Int(String(decoding: removal.keptID, as: UTF8.self)) ?? -1
                result.removals[before + removal.ordinal] = .init(
                    kept: kept, similarity: removal.similarity, band: removal.band)
            }
            before += parts[part].count
        }
        return result
    }
}

extension SearchOptions {
    static func exact(_ change: (inout ExactOptions) -> Void = { _ in }) throws -> SearchOptions {
        var options = ExactOptions()
        change(&options)
        return SearchOptions(method: .exact(options), field: try RecordField(options.by))
    }

    static func minhash(_ change: (inout MinHashOptions) -> Void = { _ in }) throws -> SearchOptions {
        var options = MinHashOptions()
        change(&options)
        return SearchOptions(method: .minhash(try options.parameters), field: try RecordField("text"))
    }
}
