import Records
import Testing

@testable import Shards

@Suite struct PackingTests {
    private func rows(_ plan: RowPlan, _ documents: [[Int32]]) throws -> [TrainingRow] {
        var maker = RowMaker(plan, part: 0)
        var rows: [TrainingRow] = []
        for document in documents {
            var example = TokenExample()
            (example.ids, example.labels) = (document, document)
            try maker.append(example) { (row) throws(DataError) in rows.append(row) }
        }
        try maker.finish { (row) throws(DataError) in rows.append(row) }
        return rows
    }

    /// metaseq's own example (facebookresearch/metaseq, metaseq/data/token_block_dataset.py's tests).
    @Test func blocksOfMetaseq() throws {
        let documents: [[Int32]] = [[5, 4, 3, 2, 1], [8, 7, 6, 1], [9, 1]]
        var plan = RowPlan(length: 3)
        #expect(try rows(plan, documents).map(\.inputs) == [[5, 4, 3], [2, 1, 8], [7, 6, 1], [9, 1]])
        plan = RowPlan(length: 6)
        plan.packing = .complete
        #expect(try rows(plan, documents).map(\.inputs) == [[5, 4, 3, 2, 1], [8, 7, 6, 1, 9, 1]])
        #expect(try rows(plan, documents).map(\.lengths) == [[5], [4, 2]])
    }

    /// Best fit decreasing as one would write it: each example, longest first, into the fullest row that has room.
    private func slowRows(_ lengths: [Int], _ length: Int) -> [Set<Int>] {
        var rows: [(members: Set<Int>, room: Int)] = []
        for index in lengths.indices.sorted(by: { (lengths[$1], $0) < (lengths[$0], $1) }) {
            let fitting = rows.indices.filter { rows[$0].room >= lengths[index] }
            if let best = fitting.min(by: { rows[$0].room < rows[$1].room }) {
                rows[best].members.insert(index)
                rows[best].room -= lengths[index]
            } else {
                rows.append(([index], length - lengths[index]))
            }
        }
        return rows.map(\.members)
    }

    @Test func bestFit() {
        var draw = Philox(key: 5, counter: (0, 0))
        for _ in 0..<300 {
            let length = 1 + draw.below(60)
            let lengths = (0..<draw.below(200)).map { _ in 1 + draw.below(length) }
            let found = WholePacker.rows(of: lengths, length: length)
            #expect(found.flatMap { $0 }.sorted() == Array(lengths.indices))
            #expect(found.allSatisfy { $0.reduce(0) { $0 + lengths[$1] } <= length })
            // Rows of the same room may be taken in another order: as many rows, as full.
            let slow = slowRows(lengths, length)
            #expect(found.count == slow.count)
        }
    }

    @Test func instructionsFillTheirRows() throws {
        var draw = Philox(key: 6, counter: (0, 0))
        let documents = (0..<5000).map { _ in
            [Int32](repeating: 1, count: 20 + draw.below(100) * draw.below(10) / (1 + draw.below(4)))
        }
        var plan = RowPlan(length: 2048)
        plan.packing = .whole
        let found = try rows(plan, documents)
        let tokens = documents.reduce(0) { $0 + $1.count }
        #expect(found.reduce(0) { $0 + $1.inputs.count } == tokens)
        #expect(found.flatMap(\.lengths).map(Int.init).sorted() == documents.map(\.count).sorted())
        #expect(Double(tokens) / Double(2048 * found.count) > 0.99)
        let long = try rows(plan, [[Int32](repeating: 7, count: 5000)])
        #expect(long.map(\.inputs.count).sorted() == [904, 2048, 2048])
    }

    /// Every token of every document is in some example.
    @Test func chunksTakeAll() throws {
        var plan = RowPlan(length: 64)
        plan.objective = PrefixLM(chunkLength: 64)
        let documents = (0..<50).map { number in (0..<Int32(number * 3)).map { $0 + Int32(number) * 1000 } }
        let found = try rows(plan, documents)
        #expect(found.flatMap(\.inputs) == documents.flatMap { $0 })
        #expect(found.dropLast().allSatisfy { $0.inputs.count == 64 })
        var masked = TokenExample()
        (masked.ids, masked.labels) = ([1, 2], [-100, 2])
        var maker = RowMaker(plan, part: 0)
        #expect(throws: DataError.self) { try maker.append(masked) { (_) throws(DataError) in } }
    }
}
