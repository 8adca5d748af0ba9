import Foundation
import Records
import TestSupport

@testable import Dedup

/// Texts in parts, and the whole search for repeated pieces over them.
struct PieceCorpus {
    var parts: [[Corpus.Document]]

    init(_ parts: [[String]]) { self.parts = parts.map { $0.map { Corpus.Document(text: $0) } } }
    init(documents: [[Corpus.Document]]) { parts = documents }

    struct Result: Equatable {
        /// What is left of each document; nil of one that is dropped.
        var texts: [String?] = []
        var cuts: [Cut] = []

        struct Cut: Equatable, Comparable {
            var document: Int
            var bytes: Range<Int>
            var kept: Int

            static func < (one: Cut, other: Cut) -> Bool {
                (one.document, one.bytes.lowerBound) < (other.document, other.bytes.lowerBound)
            }
        }
    }

    private func forEachBatch(_ part: Int, size: Int, _ body: (inout Batch) throws -> Void) throws {
        let before = parts[..<part].reduce(0) { $0 + $1.count }
        for start in stride(from: 0, to: parts[part].count, by: size) {
            let documents = Array(parts[part][start..<min(start + size, parts[part].count)])
            var batch = Corpus.batch(documents, from: start, numbered: before + start)
            try body(&batch)
        }
    }

    func search(_ options: PieceOptions, batch size: Int = 100, memory: Int = 1 << 24) throws -> Result {
        let folder = Fixtures.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = parts.indices.map { SignatureFiles(prefix: "\(folder)/part-\($0)") }
        let signed = files.map { SignaturePart(files: $0, criteria: options.keep.criteria.count) }
        var found: [String] = []
        switch options.method {
        case .lines(let lines):
            for part in parts.indices {
                var writer = try PieceWriter(files: files[part], lines: lines, options: options, memory: memory)
                try forEachBatch(part, size: size) { try writer.append($0) }
                _ = try writer.finish()
            }
        case .substring(let substring):
            found = try searchRuns(signed, substring, options, size: size, memory: memory, folder)
        }
        let search = RepeatSearch(parts: signed, options: options, memory: memory, scratch: folder + "/search")
        _ = try search.run(found: found) { "\(folder)/repeats-\($0)" }
        var ids = try KeptIDs(parts: signed)
        var result = Result()
        for part in parts.indices {
            let repeats = try PartRepeats(path: "\(folder)/repeats-\(part)")
            let cutter = RepeatCutter(repeats: repeats, method: options.method)
            try forEachBatch(part, size: size) { batch in
                for index in 0..<batch.count {
                    for cut in cutter.cuts(batch, index) {
                        let kept = Int(String(decoding: try ids.id(cut.kept), as: UTF8.self)) ?? -1
                        result.cuts.append(
                            .init(document: Int(batch.ids.string(index)) ?? -1, bytes: cut.bytes, kept: kept))
                    }
                }
                try RepeatStage(cutter).process(&batch)
                for index in 0..<batch.count {
                    result.texts.append(batch.isKept(index) ? batch.texts.string(index) : nil)
                }
            }
        }
        return result
    }

    /// The passes before the search for equal windows; where they wrote what repeats for sure.
    private func searchRuns(
        _ signed: [SignaturePart], _ substring: SubstringOptions, _ options: PieceOptions, size: Int, memory: Int,
        _ folder: String
    ) throws -> [String] {
        for part in parts.indices {
            var writer = try AnchorWriter(
                path: "\(folder)/anchors-\(part)", files: signed[part].files, substring: substring, options: options,
                memory: memory)
            try forEachBatch(part, size: size) { try writer.append($0) }
            _ = try writer.finish()
        }
        let shared = SharedRunSearch(parts: signed, options: options, memory: memory, scratch: folder + "/shared")
        _ = try shared.run(anchors: { "\(folder)/anchors-\($0)" }, shared: { "\(folder)/runs-\($0)" })
        let firsts = try DocumentNumbers(signed).firsts
        for part in parts.indices {
            var writer = try WindowWriter(
                shared: "\(folder)/runs-\(part)", found: "\(folder)/found-\(part)", files: signed[part].files,
                first: firsts[part], substring: substring, options: options, memory: memory)
            try forEachBatch(part, size: size) { try writer.append($0) }
            _ = try writer.finish()
        }
        return parts.indices.map { "\(folder)/found-\($0)" }
    }
}
