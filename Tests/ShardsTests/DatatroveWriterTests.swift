import Foundation
import Records
import TestSupport
import Testing

@testable import Shards

@Suite struct DatatroveWriterTests {
    private struct Case: Decodable {
        struct Document: Decodable {
            var ids: [Int32]
            var trained: [Int]
        }

        var size: Int
        var documents: [Document]
        var files: [String: String]
    }

    /// The same bytes as datatrove 0.10.1 wrote (Tests/Oracles/datatrove/record.py).
    @Test func theSameFiles() throws {
        let recorded = Fixtures.root + "/Tests/Oracles/recorded/datatrove.json"
        let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: URL(filePath: recorded)))
        #expect(cases.count == 6)
        for wanted in cases {
            let folder = Fixtures.temporaryFolder()
            var writer = try DatatroveWriter(
                path: folder + "/p.ds", tokenizer: "some/tokenizer",
                vocabularySize: wanted.size == 2 ? 65_536 : 65_537)
            for document in wanted.documents {
                var example = TokenExample()
                example.ids = document.ids
                example.labels = zip(document.ids, document.trained).map { $1 == 1 ? $0 : BlockPacker.ignored }
                try writer.append(example)
            }
            #expect(try writer.finish().count == 4)
            for (name, digits) in wanted.files {
                let bytes = Array(try Data(contentsOf: URL(filePath: folder + "/" + name)))
                #expect(bytes == Hexadecimal.bytes(digits[...]), "\(name) of \(wanted.documents.count) documents")
            }
        }
    }

    @Test func idsThatDoNotFit() throws {
        var writer = try DatatroveWriter(
            path: Fixtures.temporaryFolder() + "/p.ds", tokenizer: "t", vocabularySize: 10)
        var example = TokenExample()
        (example.ids, example.labels) = ([70_000], [70_000])
        #expect(throws: DataError.self) { try writer.append(example) }
    }
}
