import Foundation
import TestSupport
import Testing

@testable import Records

@Suite struct AtomicFileTests {
    private let folder = Fixtures.temporaryFolder()

    @Test func theFileAppearsWholeOrNotAtAll() throws {
        let path = folder + "/a/b/file"
        let file = try AtomicFile(path: path)
        try file.write("half")
        #expect(!FileManager.default.fileExists(atPath: path))
        try file.write([UInt8](repeating: 65, count: AtomicFile.bufferBytes * 2 + 3))
        let hash = try file.commit()
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
        #expect(bytes.count == 4 + AtomicFile.bufferBytes * 2 + 3)
        let (high, low) = ContentHash.xxh128(bytes.span)
        #expect(hash == ContentHash.hexadecimal(high, low))
    }

    @Test func anAbandonedFileLeavesNothing() throws {
        do {
            let file = try AtomicFile(path: folder + "/abandoned")
            try file.write("x")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test func aFolderThatCannotBeMadeIsSaid() throws {
        try Data().write(to: URL(filePath: folder + "/plain"))
        #expect(throws: DataError.self) { try AtomicFile(path: folder + "/plain/inside") }
    }

    @Test(.enabled(if: access("/dev/full", W_OK) == 0, "needs /dev/full"))
    func aFullDiskIsAnErrorThatSaysHowToGoOn() throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder + "/full" + AtomicFile.temporarySuffix, withDestinationPath: "/dev/full")
        let file = try AtomicFile(path: folder + "/full")
        let error = #expect(throws: DataError.self) {
            try file.write([UInt8](repeating: 0, count: 1 << 20))
            _ = try file.commit()
        }
        #expect(error?.description.contains("No space left") == true)
        #expect(error?.mend.isEmpty == false)
    }
}
