import Foundation
import Records
import TestSupport
import Testing

@testable import Dedup

@Suite struct SpillTests {
    @Test func dealingSortsAsComparingDoes() {
        var random = Philox(key: 41, counter: (0, 0))
        var scratch: [Pair] = []
        for size in [0, 1, 2, 33, 100, 5000] {
            for width in [64, 40, 12, 1, 0] as [UInt64] {
                var pairs = (0..<size).map { _ in
                    Pair(key: width == 0 ? 7 : random.next() >> (64 - width) &+ 9, value: random.next() & 3)
                }
                let expected = pairs.sorted()
                PairRadix.sort(&pairs, scratch: &scratch)
                #expect(pairs == expected)
            }
        }
    }

    @Test func spilledRunsMergeIntoOneOrder() throws {
        let folder = Fixtures.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var random = Philox(key: 43, counter: (0, 0))
        let pairs = (0..<30_000).map { _ in Pair(key: random.next() & 0xFFFF, value: random.next()) }
        var sorter = PairSorter(prefix: folder + "/a", memory: 4096)
        for pair in pairs { try sorter.append(pair) }
        var merge = try sorter.merge()
        var merged: [Pair] = []
        while let pair = try merge.next() { merged.append(pair) }
        #expect(merged == pairs.sorted())
    }

    @Test func runsGoWithTheMerge() throws {
        let folder = Fixtures.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do {
            var sorter = PairSorter(prefix: folder + "/a", memory: 4096)
            for key in 0..<1000 { try sorter.append(Pair(key: UInt64(key), value: 0)) }
            var merge = try sorter.merge()
            #expect(try merge.next() == Pair(key: 0, value: 0))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test func aTruncatedRunIsAFault() throws {
        let folder = Fixtures.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(repeating: 0, count: 40).write(to: URL(filePath: folder + "/run"))
        #expect(throws: DataError.self) {
            var merge = try PairMerge([PairRun(path: folder + "/run")], memory: 4096, scratch: folder + "/s")
            while try merge.next() != nil {}
        }
    }
}
