import Foundation
import TestSupport
import Testing

/// Faults of input, recipe and machine: one line on standard error, the right exit code, no trap.
@Suite(.enabled(if: QuernBinary.isBuilt, "needs the release binary: make build"))
struct FaultTests {
    private let folder = Fixtures.temporaryFolder()

    private func write(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
        return folder + "/" + name
    }

    private func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: URL(filePath: folder + "/" + name))
        return folder + "/" + name
    }

    /// Runs the recipe and returns its one line, having checked that it failed as promised.
    private func fault(_ recipe: String, status: Int32 = 1) throws -> String {
        let outcome = try QuernBinary.run(["run", try write("recipe.yaml", recipe), "--quiet"])
        #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.count == 1, "\(outcome.errors)")
        return outcome.errors
    }

    private func reading(_ path: String, more: String = "") -> String {
        """
        name: fault
        output: \(folder)/out
        \(more)
        steps:
          - name: clean
            read:
              sources: [{name: a, paths: [\(path)]}]
              stages: [{normalise: {}}]
        """
    }

    @Test func aMisspeltKeyNamesLineColumnAndTheNearestKey() throws {
        let line = try fault("name: a\noutput: \(folder)/out\nsteps:\n  - name: x\n    reed: {}\n")
        #expect(line.contains("recipe.yaml:5:5") && line.contains("did you mean 'read'?"), "\(line)")
    }

    @Test func aMissingFileIsNamed() throws {
        let line = try fault(reading(folder + "/nowhere.jsonl"))
        #expect(line.contains("nowhere.jsonl"), "\(line)")
    }

    @Test(arguments: [".gz", ".zst"])
    func truncatedCompressionIsAFaultWithItsPlace(suffix: String) throws {
        let source = Fixtures.root + "/Corpora/crawl/crawl-" + (suffix == ".gz" ? "0" : "1") + ".jsonl" + suffix
        let whole = try [UInt8](Data(contentsOf: URL(filePath: source)))
        let path = try write("cut.jsonl" + suffix, Array(whole.prefix(whole.count / 2)))
        let line = try fault(reading(path))
        #expect(line.contains("cut.jsonl" + suffix) && line.contains("byte"), "\(line)")
    }

    @Test func mostlyBadRowsStopTheRunAndOneBadRowIsSetAside() throws {
        let bad = try write("bad.jsonl", "not json\n{\"text\": \"fine\"}\n")
        #expect(try fault(reading(bad)).contains("bad.jsonl:1"))
        var rows = (0..<99).map { "{\"text\": \"row \($0)\"}\n" }.joined()
        rows += String(repeating: "[", count: 100_000) + "\n"
        let path = try write("rows.jsonl", Array(rows.utf8))
        let outcome = try QuernBinary.run(["run", try write("recipe.yaml", reading(path)), "--json"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("\"quarantined\" : 1"), "\(outcome.output)")
        #expect(try fault(reading(path, more: "badRows: fail")).contains("rows.jsonl:100"))
    }

    @Test func invalidUTF8IsSetAside() throws {
        let rows =
            (0..<99).flatMap { Array("{\"text\": \"row \($0)\"}\n".utf8) } + Array("{\"text\": \"".utf8) + [
                0xFF, 0x22, 0x7D, 0x0A,
            ]
        let path = try write("bytes.jsonl", rows)
        let outcome = try QuernBinary.run(["run", try write("recipe.yaml", reading(path)), "--json"])
        #expect(
            outcome.status == 0 && outcome.output.contains("\"quarantined\" : 1"), "\(outcome.output)\(outcome.errors)")
    }

    @Test func aLineBeyondTheLimitIsAFaultAndNotAMemoryHog() throws {
        let path = folder + "/long.jsonl"
        FileManager.default.createFile(atPath: path, contents: nil)
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.write(contentsOf: Data("{\"text\": \"".utf8))
        for _ in 0..<200 { try handle.write(contentsOf: Data(repeating: 0x61, count: 1 << 20)) }
        try handle.write(contentsOf: Data("\"}\n".utf8))
        try handle.close()
        let line = try fault(reading(path))
        #expect(line.contains("long.jsonl:1"), "\(line)")
    }

    @Test func entityBombsAndExternalEntitiesAreFaults() throws {
        var bomb = "<!DOCTYPE TEI [<!ENTITY a \"lol\">"
        for index in 1..<12 {
            let previous = index == 1 ? "a" : "a\(index - 1)"
            bomb += "<!ENTITY a\(index) \"" + String(repeating: "&\(previous);", count: 10) + "\">"
        }
        bomb += "]><TEI><text><body><p>&a11;</p></body></text></TEI>"
        #expect(try fault(reading(write("bomb.xml", bomb))).contains("bomb.xml"))
        let outside =
            "<!DOCTYPE TEI [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><TEI><text><body><p>&x;</p></body></text></TEI>"
        #expect(try fault(reading(write("outside.xml", outside))).contains("outside.xml"))
    }

    @Test func aDeepPageAndAnEmptyFileAreNoTrouble() throws {
        let deep = "<html><body>" + String(repeating: "<div>", count: 100_000) + "text of some length, in the deep"
        _ = try write("deep.html", deep)
        let outcome = try QuernBinary.run(
            ["run", try write("recipe.yaml", reading(folder + "/deep.html", more: "badRows: 100%")), "--quiet"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let empty = try QuernBinary.run(
            ["run", try write("recipe.yaml", reading(try write("empty.jsonl", ""))), "--quiet"])
        #expect(empty.status == 0, "\(empty.errors)")
    }

    @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
    func anUnwritableFolderIsNamed() throws {
        try FileManager.default.createDirectory(
            atPath: folder + "/locked", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o500])
        let recipe = reading(try write("a.jsonl", "{}\n")).replacing("/out\n", with: "/locked/out\n")
        #expect(try fault(recipe).contains("locked"))
    }

    @Test func aFileWhereTheFolderShouldBeIsNamed() throws {
        let recipe = reading(try write("a.jsonl", "{}\n")).replacing("/out\n", with: "/a.jsonl/out\n")
        #expect(try fault(recipe).contains("a.jsonl"))
    }

    @Test func wrongUsageIsSixtyFour() throws {
        #expect(try QuernBinary.run(["run"]).status == 64)
        #expect(try QuernBinary.run(["dedup", "x"]).status == 64)
    }
}
