import Testing

@testable import Records

@Suite struct BatchTests {
    private func batch(_ texts: [String]) -> Batch {
        var batch = Batch()
        for (index, text) in texts.enumerated() {
            batch.ids.append("r\(index)")
            batch.texts.append(text)
            batch.languages.append("")
            batch.sources.append("s")
            batch.rest.append("")
            batch.endRecord(offset: index)
        }
        return batch
    }

    @Test func theFirstDropStands() {
        var batch = batch(["a", "b"])
        batch.drop(1, rule: 2, score: 0.5)
        batch.stage = 1
        batch.drop(1, rule: 0, score: 0.9)
        #expect(batch.drops[1] == Batch.Drop(stage: 0, rule: 2, score: 0.5))
        #expect(batch.isKept(0) && !batch.isKept(1))
        #expect(batch.keptCount == 1)
    }

    @Test func aColumnIsRewrittenValueByValue() {
        var batch = batch(["one", "", "thrée"])
        batch.texts.rewrite { index, old, new in
            new.append(contentsOf: "\(index):".utf8)
            for place in old.indices { new.append(old[place]) }
        }
        #expect((0..<3).map { batch.texts.string($0) } == ["0:one", "1:", "2:thrée"])
    }

    @Test func aValueWhoseWritingFailsLeavesNoTrace() {
        var column = ByteColumn()
        column.append("kept")
        #expect(throws: DataError.self) {
            try column.append { (bytes: inout [UInt8]) throws(DataError) in
                bytes.append(7)
                throw DataError("no")
            }
        }
        #expect(column.count == 1 && column.bytes.count == 4)
    }

    @Test func fullnessIsByRecordsOrBytes() {
        let batch = batch(["abc", "def"])
        #expect(batch.isFull(.init(records: 2, bytes: 100)))
        #expect(batch.isFull(.init(records: 10, bytes: 6)))
        #expect(!batch.isFull(.init(records: 3, bytes: 7)))
    }
}
