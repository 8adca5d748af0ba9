import Foundation
import Records
import TestSupport
import Testing

@testable import Dedup

/// What text-dedup and datatrove kept of the same documents (Tests/Oracles/dedup/record.py).
@Suite struct RecordedPeerTests {
    private struct Record: Decodable {
        struct Document: Decodable {
            var id: String
            var text: String
            var url: String
            var priority: Int
            var group: Int
        }

        struct Lines: Decodable {
            struct Text: Decodable {
                var id: String
                var text: String
            }

            var span: Int
            var texts: [Text]
            var left: [String: String]
        }

        var documents: [Document]
        var textDedupExact: [String]
        var textDedupMinHash: [String]
        var datatroveExactByURL: [String]
        var datatroveMinHash: [String]
        var lines: [Lines]
    }

    private let record: Record

    init() throws {
        let path = Fixtures.root + "/Tests/Oracles/recorded/dedup.json"
        record = try JSONDecoder().decode(Record.self, from: Data(contentsOf: URL(filePath: path)))
    }

    private func kept(_ options: SearchOptions) throws -> Set<String> {
        let documents = record.documents.map {
            Corpus.Document(text: $0.text, rest: #""url":"\#($0.url)","priority":\#($0.priority)"#)
        }
        let removals = try Corpus(documents: [documents]).search(options).removals
        return Set(record.documents.indices.filter { removals[$0] == nil }.map { record.documents[$0].id })
    }

    @Test func equalDocumentsAsTextDedup() throws {
        #expect(try kept(.exact { $0.ignore = [] }) == Set(record.textDedupExact))
    }

    /// Which of similar documents stays is another matter: of each group one.
    @Test func similarDocumentsAsBoth() throws {
        let found = try kept(.minhash())
        let groups = Dictionary(uniqueKeysWithValues: record.documents.map { ($0.id, $0.group) })
        for kept in [Array(found), record.textDedupMinHash, record.datatroveMinHash] {
            #expect(kept.compactMap { groups[$0] }.sorted() == Set(groups.values).sorted())
        }
    }

    @Test func equalFieldsByPriorityAsDatatrove() throws {
        var options = try SearchOptions.exact { ($0.by, $0.ignore) = ("url", []) }
        options.keep = try KeepPolicy("quality=priority")
        #expect(try kept(options) == Set(record.datatroveExactByURL))
    }

    @Test(arguments: 0..<3) func linesAsDatatrove(place: Int) throws {
        let lines = record.lines[place]
        let options = try PieceOptions.lines { $0.span = lines.span }
        let texts = try PieceCorpus([lines.texts.map(\.text)]).search(options).texts
        for (document, text) in zip(lines.texts, texts) { #expect(text == lines.left[document.id]) }
        #expect(lines.left.count > 10)
    }
}
