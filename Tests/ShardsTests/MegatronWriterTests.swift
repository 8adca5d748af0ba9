import Foundation
import Records
import TestSupport
import Testing

@testable import Shards

@Suite struct MegatronWriterTests {
    private let prefix = Fixtures.temporaryFolder() + "/data"

    private func bytes(_ name: String) throws -> [UInt8] { try [UInt8](Data(contentsOf: URL(filePath: prefix + name))) }

    private func little(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    @Test func theLayoutIsMegatrons() throws {
        var writer = try MegatronWriter(prefix: prefix, type: .init(vocabularySize: 65_499))
        for document in [[1, 2, 3], [], [65_000]] as [[Int32]] { try writer.append(document: document) }
        _ = try writer.finish()
        #expect(try bytes(".bin") == little(UInt16(1)) + little(UInt16(2)) + little(UInt16(3)) + little(UInt16(65_000)))
        var index = Array("MMIDIDX\0\0".utf8) + little(UInt64(1)) + [8] + little(UInt64(3)) + little(UInt64(4))
        for length in [3, 0, 1] as [Int32] { index += little(length) }
        for offset in [0, 6, 6] as [Int64] { index += little(offset) }
        for document in 0...3 { index += little(Int64(document)) }
        #expect(try bytes(".idx") == index)
    }

    @Test func largeVocabulariesTakeFourBytes() throws {
        var writer = try MegatronWriter(prefix: prefix, type: .init(vocabularySize: 65_500))
        try writer.append(document: [70_000])
        _ = try writer.finish()
        #expect(try bytes(".bin") == little(Int32(70_000)))
        #expect(try bytes(".idx")[17] == 4)
    }

    @Test func aTokenThatDoesNotFitIsRefusedAndNothingIsLeft() throws {
        do {
            var writer = try MegatronWriter(prefix: prefix, type: .uint16)
            #expect(throws: DataError.self) { try writer.append(document: [-1]) }
        }
        #expect(!FileManager.default.fileExists(atPath: prefix + ".bin"))
    }
}
