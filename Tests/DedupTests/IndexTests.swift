import Foundation
import Records
import TestSupport
import Testing

@testable import Dedup

@Suite struct IndexTests {
    private let folder = Fixtures.temporaryFolder()

    /// Signatures of one part with all sets, and its documents added to an index.
    private func add(_ texts: [String], _ options: SearchOptions, to index: String, name: String) throws {
        let files = SignatureFiles(prefix: "\(folder)/\(name)")
        let documents = texts.map { Corpus.Document(text: $0) }
        let batch = Corpus.batch(documents, from: 0, numbered: 0)
        var writer = try SignatureWriter(files: files, options: options, memory: 1 << 20)
        try writer.append(batch)
        _ = try writer.finish()
        if case .minhash(let parameters) = options.method {
            var sets = try SetWriter(
                files: files, shingle: ShingleKind(size: parameters.shingle, unit: parameters.unit),
                field: options.field, wanted: nil)
            try sets.append(batch)
            _ = try sets.finish()
        }
        var list = try DuplicateIndex(folder: index, for: options)
        try list.add(name) { (files) throws(DataError) in
            var segment = try SegmentWriter(
                files: files, hasSets: options.method.shingle != nil, scratch: "\(folder)/\(name).scratch")
            try segment.append(
                SignaturePart(files: SignatureFiles(prefix: "\(folder)/\(name)"), criteria: 0), without: [1])
            return try segment.finish(memory: 1 << 20)
        }
    }

    private let first = ["one two three four five six", "left out of the index by its number", "seven eight nine"]

    @Test func aSegmentHoldsWhatWasKept() throws {
        let options = try SearchOptions.minhash()
        try add(first, options, to: folder + "/index", name: "a")
        let index = try DuplicateIndex(folder: folder + "/index")
        #expect(index.segments.map(\.documents) == [2])
        var store = try SignatureStore(index.parts(besides: ""), known: 1)
        #expect(try store.count == 2 && store.id(1) == Array("2".utf8))
        let parameters = try MinHashOptions().parameters
        var shingles = Shingles(ShingleKind(size: parameters.shingle, unit: parameters.unit))
        #expect(try store.set(0) == shingles.set(of: Array(first[0].utf8).span))
        #expect(try store.set(1) == shingles.set(of: Array(first[2].utf8).span))
        #expect(index.parts(besides: "a").isEmpty)
    }

    @Test func aSegmentIsAddedOnceAndMergesAreTheSum() throws {
        let options = try SearchOptions.minhash()
        for _ in 0..<2 { try add(first, options, to: folder + "/a", name: "a") }
        try add(["ten", "x", "eleven twelve"], options, to: folder + "/b", name: "b")
        let (a, b) = (try DuplicateIndex(folder: folder + "/a"), try DuplicateIndex(folder: folder + "/b"))
        #expect(a.segments.count == 1)
        let merged = try DuplicateIndex.merge([a, b, a], into: folder + "/merged", memory: 1 << 16)
        #expect(merged.segments.map(\.documents) == [4])
        var store = try SignatureStore(merged.parts(besides: ""), known: 1)
        #expect(try (0..<4).map { String(decoding: try store.id($0), as: UTF8.self) } == ["0", "2", "0", "2"])
        var run = try PairMerge(store.runs, memory: 1 << 16, scratch: folder + "/s")
        var last = Pair(key: 0, value: 0)
        var count = 0
        while let pair = try run.next() {
            #expect(last < pair)
            last = pair
            count += 1
        }
        #expect(count == 4 * 26)
        #expect(throws: DataError.self) { try DuplicateIndex.merge([a], into: folder + "/merged", memory: 1 << 16) }
    }

    @Test func otherParametersAndMissingFilesAreFaults() throws {
        let options = try SearchOptions.minhash()
        let path = folder + "/index"
        try add(first, options, to: path, name: "a")
        let changes: [(inout MinHashOptions) -> Void] = [
            { $0.shingle = 4 }, { $0.unit = .characters }, { ($0.bands, $0.rows) = (25, 4) },
        ]
        for change in changes {
            #expect(throws: DataError.self) { try DuplicateIndex(folder: path, for: .minhash(change)) }
        }
        #expect(throws: DataError.self) { try DuplicateIndex(folder: path, for: .exact()) }
        var within = options
        within.scope = .within(try RecordField("source"))
        #expect(throws: DataError.self) { try DuplicateIndex(folder: path, for: within) }
        // A threshold may be another: it is not in the files.
        _ = try DuplicateIndex(folder: path, for: .minhash { ($0.threshold, $0.bands, $0.rows) = (0.9, 25, 5) })
        try FileManager.default.removeItem(atPath: path + "/a.sets")
        #expect(throws: DataError.self) { try DuplicateIndex(folder: path) }
        #expect(throws: DataError.self) { try DuplicateIndex(folder: folder + "/nowhere") }
        try Data("{".utf8).write(to: URL(filePath: path + "/index.json"))
        #expect(throws: DataError.self) { try DuplicateIndex(folder: path) }
    }

    /// Against passing one pair after the other.
    @Test func skippingFindsTheSamePairs() throws {
        var random = Philox(key: 61, counter: (0, 0))
        let pairs = (0..<20_000).map { _ in Pair(key: random.next() >> 44, value: random.next() & 7) }.sorted()
        _ = try PairRun.write(pairs, path: folder + "/run")
        for step in [1, 10, 300, 5000, 400_000] as [UInt64] {
            let reader = try PairRun.Reader(PairRun(path: folder + "/run", offset: 5), bufferBytes: 256)
            var key: UInt64 = 0
            while key < 1 << 20 {
                try reader.skip(to: key)
                let expected = pairs.first { $0.key >= key }.map { Pair(key: $0.key, value: $0.value + 5) }
                #expect(try reader.peek() == expected)
                key += 1 + random.next() % step
                if step == 1 { key += 97 }
            }
        }
    }
}
