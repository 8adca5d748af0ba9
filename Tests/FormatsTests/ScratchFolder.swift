import Foundation
import Glibc
import Records
import TestSupport

@testable import Formats

/// A folder that goes with the test.
final class ScratchFolder {
    let path = Fixtures.temporaryFolder()

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let full = path + "/" + name
        try FileManager.default.createDirectory(
            atPath: Folder.parent(of: full), withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: full))
        return full
    }

    func file(_ name: String, _ text: String) throws -> String { try file(name, Array(text.utf8)) }

    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path + "/" + name))) }

    /// The bytes compressed by the library that the name's suffix stands for.
    func compressed(_ name: String, _ bytes: [UInt8]) throws -> [UInt8] {
        switch Compression(named: name) {
        case .bzip2: return try CompressedSamples.bzip2(bytes)
        case .xz: return try CompressedSamples.xz(bytes)
        case .lz4: return try CompressedSamples.lz4(bytes)
        case .none, .gzip, .zstd: break
        }
        let file = try CompressedFile(path: path + "/" + name)
        try file.write(bytes)
        _ = try file.commit(as: name)
        return try self.bytes(name)
    }
}
