import Records
import Testing

@testable import Shards

@Suite struct BlockPackerTests {
    private func pack(_ documents: [[Int32]], length: Int) throws -> [[Int32]] {
        var packer = BlockPacker(length: length)
        var blocks: [[Int32]] = []
        let emit: BlockPacker.Emit = { (row) throws(DataError) in
            #expect(row.inputs == row.labels)
            blocks.append(row.inputs)
        }
        for document in documents {
            var example = TokenExample()
            (example.ids, example.labels) = (document, document)
            try packer.append(example, emit: emit)
        }
        try packer.finish(emit: emit)
        return blocks
    }

    /// Documents of metaseq's tests, cut and not kept whole.
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
