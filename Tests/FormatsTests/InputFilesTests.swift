import Foundation
import Records
import Testing

@testable import Formats

@Suite struct InputFilesTests {
    let folder = ScratchFolder()

    func expand(_ inputs: String..., options: SourceOptions = SourceOptions()) throws -> InputFiles {
        try InputFiles.expand(inputs.map { $0 == "-" ? $0 : folder.path + "/" + $0 }, options)
    }

    func names(_ found: InputFiles) -> [String] { found.files.map { String($0.path.dropFirst(folder.path.count + 1)) } }

    init() throws {
        for name in [
            "c/b.jsonl", "c/B.jsonl", "c/é.jsonl", "c/sub/a.txt", "c/.hidden.jsonl", "c/.git/x.jsonl", "c/x.bin",
            "c/n.PNG",
        ] {
            _ = try folder.file(name, "{}\n")
        }
        _ = try folder.file("c/z.jsonl.gz", try folder.compressed("z.gz", Array("{}".utf8)))
    }

    @Test func foldersInOrderOfBytes() throws {
        let found = try expand("c")
        #expect(names(found) == ["c/B.jsonl", "c/b.jsonl", "c/sub/a.txt", "c/z.jsonl.gz", "c/é.jsonl"])
        #expect(found.skipped.map { String($0.dropFirst(folder.path.count + 1)) } == ["c/n.PNG", "c/x.bin"])
        #expect(Set(found.files.map(\.source)) == ["c"])
        // Compressed files and whole-file text are read in one piece.
        #expect(found.files.map(\.isSplittable) == [true, true, false, false, true])
        #expect(found.files[0].size == 3)
        #expect(
            try names(expand("c/"))
                == ["c//B.jsonl", "c//b.jsonl", "c//sub/a.txt", "c//z.jsonl.gz", "c//é.jsonl"].map {
                    $0.replacing("//", with: "/")
                })
    }

    @Test func filesPatternsAndStandardInput() throws {
        var lines = SourceOptions()
        lines.unit = .line
        let found = try expand("c/sub/a.txt", "-", "c/*.jsonl", "c/b.jsonl", options: lines)
        #expect(found.files.map(\.source) == ["a", "stdin", "c", "c", "c"])
        #expect(found.files.map(\.isSplittable) == [true, false, true, true, true])
        #expect(found.files.map(\.path).filter { $0.hasSuffix("/b.jsonl") }.count == 1)
        // A name that looks like a pattern but is there is a name.
        _ = try folder.file("[x].jsonl", "")
        #expect(try names(expand("[x].jsonl")) == ["[x].jsonl"])
    }

    @Test func formatsMayBeSaid() throws {
        var options = SourceOptions()
        options.format = .text
        #expect(try names(expand("c/x.bin", options: options)) == ["c/x.bin"])
        // Of a folder only the files that bear the format's name; of a pattern all.
        #expect(try names(expand("c", options: options)) == ["c/sub/a.txt"])
        #expect(try names(expand("c/x.*", options: options)) == ["c/x.bin"])
    }

    @Test func whatIsNotThereIsAnError() throws {
        #expect(throws: DataError.self) { try expand("none.jsonl") }
        #expect(throws: DataError.self) { try expand("none/*.jsonl") }
        #expect(throws: DataError.self) { try expand("c/x.bin") }
        #expect(throws: DataError.self) { try expand("c/*.bin") }
        _ = try folder.file("empty/.keep", "")
        #expect(throws: DataError.self) { try expand("empty") }
    }

    @Test func linksAreNotFollowedRoundInCircles() throws {
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/c/sub/up", withDestinationPath: "..")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/c/sub/l.jsonl", withDestinationPath: "../b.jsonl")
        #expect(try names(expand("c")).contains("c/sub/l.jsonl"))
        #expect(try expand("c").files.count == 6)
    }

    @Test func formatsByName() {
        #expect(FileFormat(named: "a/b.JSONL.zst") == .jsonl)
        #expect(FileFormat(named: "b.tar.gz") == nil)
        #expect(FileFormat(named: ".jsonl") == nil)
        #expect(FileFormat(named: "a.b/c") == nil)
        #expect(FileFormat(named: "dump.xml.bz2") == .xml)
        #expect(FileFormat(named: "-") == .jsonl)
    }
}
