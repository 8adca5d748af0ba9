import Foundation
import Records
import TestSupport
import Testing

@testable import Shards

@Suite struct MegatronWriterTests {
    private let prefix = Fixtures.temporaryFolder() + "/data"

    private func bytes(_ name: String) throws -> [UInt8] { try [UInt8](Data(contentsOf: URL(filePath: prefix + name))) }

    /// What Megatron-LM's own builder writes, recorded by Tests/Oracles/megatron/indexed_dataset.py.
    private struct Recorded: Decodable {
        var vocabulary: Int
        var documents: [[Int32]]
        var bin: String
        var idx: String
    }

    @Test func theFilesAreMegatronsToTheByte() throws {
        let path = Fixtures.root + "/Tests/Oracles/recorded/megatron.json"
        let cases = try JSONDecoder().decode([Recorded].self, from: Data(contentsOf: URL(filePath: path)))
        #expect(cases.count == 2)
        for recorded in cases {
            var writer = try MegatronWriter(prefix: prefix, type: .init(vocabularySize: recorded.vocabulary))
            for document in recorded.documents { try writer.append(document: document) }
            _ = try writer.finish()
            #expect(Hexadecimal.text(try bytes(".bin")) == recorded.bin)
            #expect(Hexadecimal.text(try bytes(".idx")) == recorded.idx)
        }
    }

    @Test func aTokenThatDoesNotFitIsRefusedAndNothingIsLeft() throws {
        do {
            var writer = try MegatronWriter(prefix: prefix, type: .uint16)
            #expect(throws: DataError.self) { try writer.append(document: [-1]) }
        }
        #expect(!FileManager.default.fileExists(atPath: prefix + ".bin"))
    }
}
