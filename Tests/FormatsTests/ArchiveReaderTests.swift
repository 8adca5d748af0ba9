import Foundation
import Records
import TestSupport
import Testing

@testable import Formats

/// Archives that Python's zipfile and tarfile wrote, beside the same files in a folder.
@Suite(.enabled(if: Peer.has("zipfile"), "needs Python")) struct ArchiveReaderTests {
    private let folder = ScratchFolder()
    private let archives: String

    init() throws { archives = try Self.packed.get() }

    private static let packed = Result { try pack(Fixtures.temporaryFolder()) }

    /// - Returns: the folder of the archives; what is packed in them is in the folder `in` beside it.
    private static func pack(_ path: String) throws -> String {
        let folder = ScratchFolder()
        _ = try folder.file("in/a.txt", "eins\n")
        _ = try folder.file("in/.hidden.txt", "nichts")
        _ = try folder.file("in/bild.png", "PNG")
        _ = try folder.file("in/sub/b.jsonl", "{\"text\":\"zwei\"}\n{\"text\":\n{\"text\":\"drei\"}\n")
        _ = try folder.file("in/sub/leer.txt", "")
        _ = try folder.file("in/sub/größe/c.html", "<html lang=de><title>T</title><p>Ein Satz, der steht.</p></html>")
        let long = "x" + String(repeating: "y", count: 90)
        _ = try folder.file("in/" + long + "/" + long + ".csv", "id,text\n7,vier\n8,\"fünf\nsechs\"\n")
        let zipped = try folder.compressed("z.txt.gz", Array("gepackt".utf8))
        _ = try folder.file("in/z.txt.gz", zipped)
        let (files, archives) = (path + "/in", path + "/out")
        try FileManager.default.createDirectory(atPath: archives, withIntermediateDirectories: false)
        try FileManager.default.copyItem(atPath: folder.path + "/in", toPath: files)
        try Peer.run(["Tests/Oracles/archives.py", files, archives])
        return archives
    }

    /// Records by their texts, in an order that depends on nothing else.
    private func sorted(_ found: ReadRecords) -> [String] {
        found.records.map { "\($0.text)|\($0.language)|\($0.rest)|\($0.offset)" }.sorted()
    }

    @Test func archivesHoldWhatTheFolderHolds() throws {
        let files = try InputFiles.expand([archives + "/../in"], SourceOptions()).files
        let parts = Part.divide(files, target: 1 << 20)
        let wanted = parts.map { ReadRecords($0) }.reduce(ReadRecords(), +)
        #expect(wanted.records.count == 7 && wanted.bad.count == 1)
        for name in [
            "stored.zip", "deflated.zip", "bzip2.zip", "streamed.zip", "ustar.tar", "gnu.tar", "pax.tar",
            "pax.tar.gz", "pax.txz",
        ] {
            for limit in [Batch.Limit(), Batch.Limit(records: 1, bytes: 1)] {
                let found = ReadRecords("\(archives)/\(name)", limit: limit)
                #expect(found.error == nil && sorted(found) == sorted(wanted), "\(name)")
                #expect(found.bad.map(\.reason) == wanted.bad.map(\.reason))
                #expect(found.bad.first?.line == 2)
                #expect(found.bad.first?.file.contains("\(name)!/") == true)
            }
        }
    }

    @Test func theFormatThatIsAskedForPicksTheEntries() throws {
        var options = SourceOptions()
        options.format = .csv
        #expect(ReadRecords(archives + "/deflated.zip", options).records.map(\.id) == ["7", "8"])
        let nothing = ReadRecords(archives + "/nothing.zip")
        #expect(nothing.error?.cause == "there is no file of a known format in the archive")
    }

    @Test func whatNobodyShouldTrustIsRefused() throws {
        let escape = ReadRecords(archives + "/escape.zip")
        #expect(escape.texts == ["eins", "fünf"] && escape.error == nil)
        #expect(escape.bad.map(\.reason) == [String](repeating: "the entry's path leads out of the archive", count: 3))
        let encrypted = ReadRecords(archives + "/encrypted.zip")
        #expect(encrypted.texts == ["eins", "drei"] && encrypted.bad.map(\.reason) == ["the entry is encrypted"])
        var options = SourceOptions()
        options.maximumRecordBytes = ByteSize(1 << 30)
        let bomb = ReadRecords(archives + "/bomb.zip", options)
        #expect(bomb.texts == ["eins", "fünf"])
        #expect(bomb.bad.map(\.reason) == ["the entry unpacks to more than 200 times its size"])
        let deep = ReadRecords(archives + "/deep.zip")
        #expect(deep.texts == (2...5).reversed().map { "depth \($0)" } && deep.error == nil)
        #expect(deep.bad.map(\.reason) == ["archives are nested deeper than 4"])
    }

    @Test func damageCostsItsOwnEntry() throws {
        let zip = ReadRecords(archives + "/damaged.zip")
        #expect(zip.texts.map(\.first) == ["a", "c"] && zip.bad.count == 1 && zip.error == nil)
        let tar = ReadRecords(archives + "/damaged.tar")
        #expect(tar.texts.map(\.first) == ["a", "c"] && !tar.bad.isEmpty && tar.error == nil)
    }

    /// Cut at every byte: no trap, and every entry that lies before the cut.
    @Test(arguments: ["stored.zip", "streamed.zip", "gnu.tar", "pax.tar.gz"]) func everyCut(name: String) throws {
        let bytes = Array(try Data(contentsOf: URL(filePath: archives + "/" + name)))
        let whole = ReadRecords(archives + "/" + name)
        var before = 0
        for length in stride(from: 1, to: bytes.count, by: name.hasSuffix("gz") || name.hasSuffix("zip") ? 1 : 97) {
            let cut = ReadRecords(try folder.file(name, Array(bytes[..<length])))
            #expect(cut.records.count >= before || cut.records == whole.records, "\(name) cut at \(length)")
            #expect(cut.records.count == whole.records.count || cut.error != nil || !cut.bad.isEmpty)
            before = max(before, cut.records.count)
        }
        #expect(before == whole.records.count || name.hasSuffix("zip"))
    }

    @Test func booksAreReadInTheirOrder() throws {
        let book = ReadRecords(archives + "/book.epub")
        #expect(book.texts == ["Eins\nEs war laut.\n\nZwei\nEs war still."])
        #expect(book.records.first?.language == "de")
        #expect(
            book.records.first?.rest
                == "\"title\":\"Der <kleine> Wald\",\"author\":\"A. Autorin, B. Zweiter\",\"identifier\":\"urn:x:1\"")
        let none = ReadRecords(archives + "/no_spine.epub")
        #expect(none.bad.map(\.reason) == ["no EPUB: its spine holds no chapter"] && none.error == nil)
        var options = SourceOptions()
        options.format = .epub
        let other = ReadRecords(archives + "/stored.zip", options)
        #expect(other.records.isEmpty)
    }

    @Test func cutBooksAreNotLostInSilence() throws {
        let bytes = Array(try Data(contentsOf: URL(filePath: archives + "/book.epub")))
        for length in 1..<bytes.count {
            let cut = ReadRecords(try folder.file("cut.epub", Array(bytes[..<length])))
            #expect(cut.records.count == 1 || cut.bad.count == 1 || cut.error != nil)
        }
    }
}
