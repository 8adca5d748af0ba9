import Records
import Testing

@testable import Shards

@Suite struct BlockPackerTests {
    private func pack(_ documents: [[Int32]], length: Int) throws -> [[Int32]] {
        var packer = BlockPacker(length: length)
        var blocks: [[Int32]] = []
        let emit: BlockPacker.Emit = { (ids, labels) throws(DataError) in
            #expect(ids.count == labels.count)
            blocks.append(ids.indices.map { ids[$0] })
        }
        for document in documents { try packer.append(ids: document, labels: document, emit: emit) }
        try packer.finish(emit: emit)
        return blocks
    }

    /// metaseq's documents (metaseq/data/document_to_sequence.py, "complete"), but that the tail is kept.
    @Test func documentsAreConcatenatedAndCut() throws {
        let blocks = try pack([[5, 4, 3, 2, 1], [8, 7, 6, 1], [9, 1]], length: 6)
        #expect(blocks == [[5, 4, 3, 2, 1, 8], [7, 6, 1, 9, 1]])
    }

    @Test func noTokenIsLostOrMoved() throws {
        var random = Philox(key: 4, counter: (0, 0))
        for length in [1, 3, 64] {
            let documents = (0..<50).map { _ in
                (0..<Int.random(in: 0..<40, using: &random)).map { _ in Int32.random(in: 0..<99, using: &random) }
            }
            let blocks = try pack(documents, length: length)
            #expect(Array(blocks.joined()) == Array(documents.joined()))
            #expect(blocks.dropLast().allSatisfy { $0.count == length })
        }
    }
}
