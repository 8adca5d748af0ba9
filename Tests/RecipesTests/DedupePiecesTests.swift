import Foundation
import Records
import TestSupport
import Testing

/// The methods that cut pieces out of texts, and those without clusters of shingles, through the release binary.
@Suite(.enabled(if: QuernBinary.isBuilt, "needs the release binary: make build"))
struct DedupePiecesTests {
    private let folder = Fixtures.temporaryFolder()

    private struct Document: Codable, Equatable {
        var id: String
        var text: String
    }

    private struct Removed: Codable, Equatable {
        var id: String
        var kept: String
        var start: Int
        var end: Int
        var text: String
    }

    /// Documents that quote one another, in lines of words of two alphabets.
    private static func documents(_ count: Int) -> [Document] {
        var random = Philox(key: 95, counter: (0, 0))
        var lines: [String] = []
        return (0..<count).map { number in
            let text = (0..<Int.random(in: 1..<9, using: &random)).map { _ in
                if !lines.isEmpty, Int.random(in: 0..<3, using: &random) == 0 {
                    return lines[Int.random(in: 0..<lines.count, using: &random)]
                }
                lines.append(
                    (0..<Int.random(in: 4..<30, using: &random)).map { _ in
                        (random.next() & 1 == 0 ? "слово" : "word") + String(random.next() % 900)
                    }.joined(separator: " ") + ".")
                return lines[lines.count - 1]
            }.joined(separator: "\n")
            return Document(id: "d\(number)", text: text)
        }
    }

    private func write(_ documents: some Collection<Document>, _ name: String) throws -> String {
        let encoder = JSONEncoder()
        let lines = try documents.map { try String(decoding: encoder.encode($0), as: UTF8.self) + "\n" }
        let path = folder + "/" + name
        try Data(lines.joined().utf8).write(to: URL(filePath: path))
        return path
    }

    private func rows<Row: Decodable>(_ folders: String, of _: Row.Type) throws -> [Row] {
        var rows: [Row] = []
        let decoder = JSONDecoder()
        guard FileManager.default.fileExists(atPath: "\(folder)/\(folders)") else { return [] }
        for file in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(folders)").sorted() {
            let plain = folder + "/plain.jsonl"
            let arguments = ["convert", "\(folder)/\(folders)/\(file)", "-o", plain]
            let outcome = try QuernBinary.run(arguments)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let lines = try String(contentsOfFile: plain, encoding: .utf8).split(separator: "\n")
            rows += try lines.map { try decoder.decode(Row.self, from: Data($0.utf8)) }
        }
        return rows
    }

    @Test(arguments: [
        ["lines"], ["lines", "--piece", "sentence", "--at-least", "3", "--keep", "longest"], ["substring"],
        ["substring", "--length", "8", "--length-unit", "words", "--keep", "longest"],
    ])
    func whatGoesDependsOnTheDocumentsAloneAndIsAllAccountedFor(method: [String]) throws {
        let documents = Self.documents(600)
        let whole = try write(documents, "whole.jsonl")
        let pieces = try [0..<1, 1..<250, 250..<600].map { try write(documents[$0], "\($0.lowerBound).jsonl") }
        let one = try QuernBinary.run(["dedupe", whole, "--method"] + method + ["-o", folder + "/one", "--quiet"])
        #expect(one.status == 0, "\(one.errors)")
        let many = try QuernBinary.run(
            ["dedupe"] + pieces + ["--method"] + method + [
                "--threads", "3", "--memory", "64M", "--batch-records", "7", "-o", folder + "/many", "--quiet",
            ])
        #expect(many.status == 0, "\(many.errors)")
        let removed = try rows("one/removed/distinct", of: Removed.self)
        let kept = try rows("one/distinct", of: Document.self)
        #expect(try removed == rows("many/removed/distinct", of: Removed.self))
        #expect(try kept == rows("many/distinct", of: Document.self))
        #expect(removed.count > 100)
        let originals = Dictionary(uniqueKeysWithValues: documents.map { ($0.id, Array($0.text.utf8)) })
        var left = originals
        for piece in removed.reversed() {
            #expect(originals[piece.id].map { Array($0[piece.start..<piece.end]) } == Array(piece.text.utf8))
        }
        let dropped = try rows("one/dropped/distinct", of: Document.self)
        #expect(dropped.allSatisfy { originals[$0.id] == Array($0.text.utf8) })
        #expect(Set((kept + dropped).map(\.id)) == Set(documents.map(\.id)))
        // Cut out of the originals, what is removed leaves what is kept.
        for (id, cuts) in Dictionary(grouping: removed, by: \.id) {
            var end = Int.max
            for cut in cuts.sorted(by: { $0.start > $1.start }) {
                left[id]?.removeSubrange(cut.start..<max(cut.start, min(cut.end, end)))
                end = cut.start
            }
        }
        for document in kept {
            let text = String(decoding: left[document.id] ?? [], as: UTF8.self)
            #expect(document.text == text.replacing(#/\s+$/#, with: ""))
        }
    }

    @Test(arguments: ["lines", "substring", "bloom", "simhash", "containment"])
    func aRunKilledAtAnyMomentEndsWithTheSameBytes(method: String) throws {
        let path = try write(Self.documents(2000), "kill.jsonl")
        func arguments(_ output: String) -> [String] {
            ["dedupe", path, "--method", method, "-o", "\(folder)/\(output)", "--quiet"]
        }
        #expect(try QuernBinary.run(arguments("reference")).status == 0)
        var kills = 0
        // From soon after the start, since a fast machine has done it in 50 ms, to about a second.
        var moment = 0.01
        while moment < 1 {
            if try !QuernBinary.runAndKill(arguments("killed"), after: moment) { break }
            kills += 1
            moment *= 1.5
        }
        #expect(kills > 0)
        #expect(try QuernBinary.run(arguments("killed")).status == 0)
        let (one, other) = (try FolderContents(folder + "/reference"), try FolderContents(folder + "/killed"))
        #expect(one.differences(from: other).filter { $0 != "manifest.json" } == [])
    }

    @Test func aReportSaysWhatWouldGo() throws {
        let path = try write(Self.documents(50), "report.jsonl")
        let arguments = ["dedupe", path, "--method", "substring", "--report-only", "-o", folder + "/report", "--quiet"]
        #expect(try QuernBinary.run(arguments).status == 0)
        #expect(!FileManager.default.fileExists(atPath: folder + "/report/distinct"))
        #expect(try !rows("report/removed/distinct", of: Removed.self).isEmpty)
        let html = try String(contentsOfFile: folder + "/report/report.html", encoding: .utf8)
        #expect(html.contains("would have been cut out"))
        let inspect = try QuernBinary.run(["dedupe", "inspect", folder + "/report"])
        #expect(inspect.status == 1 && inspect.errors.contains("made no clusters"), "\(inspect.errors)")
    }

    @Test func aFilterRemembersWhatItHasSeen() throws {
        let documents = Self.documents(100)
        let (first, second) = (try write(documents[..<60], "first.jsonl"), try write(documents[40...], "second.jsonl"))
        let one = try QuernBinary.run(
            ["dedupe", first, "--method", "bloom", "--items", "1000", "-o", folder + "/first"])
        #expect(one.status == 0 && one.errors.contains("false positives"), "\(one.errors)")
        let two = try QuernBinary.run(
            [
                "dedupe", second, "--method", "bloom", "--filter", folder + "/first/clusters/distinct.bloom", "-o",
                folder + "/second", "--quiet",
            ])
        #expect(two.status == 0, "\(two.errors)")
        #expect(try rows("second/distinct", of: Document.self) == Array(documents[60...]))
    }

    @Test func methodsAreStepsOfOneRecipe() throws {
        let path = try write(Self.documents(200), "recipe.jsonl")
        let recipe = """
            output: \(folder)/recipe
            steps:
              - {name: read, read: {sources: [{paths: ["\(path)"]}]}}
              - {name: equal, dedupe: {from: read, exact: {}}}
              - {name: similar, dedupe: {from: equal, simhash: {}, keep: longest}}
              - {name: lines, dedupe: {from: similar, lines: {piece: sentence, span: 3}}}
              - {name: pieces, dedupe: {from: lines, substring: {length: 60}}}
              - {name: whole, dedupe: {from: pieces, containment: {threshold: 0.8}}}
              - {name: seen, dedupe: {from: whole, bloom: {}}}
            """
        try Data(recipe.utf8).write(to: URL(filePath: folder + "/recipe.yaml"))
        let outcome = try QuernBinary.run(["run", folder + "/recipe.yaml", "--quiet"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try !rows("recipe/seen", of: Document.self).isEmpty)
    }

    @Test(arguments: [
        (["--method", "lines", "--span", "0"], 1), (["--method", "lines", "--at-least", "1"], 1),
        (["--method", "substring", "--length", "3"], 1), (["--method", "lines", "--across", "source"], 1),
        (["--method", "simhash", "--distance", "9"], 1), (["--method", "simhash", "--bands", "9"], 64),
        (["--method", "bloom", "--threshold", "0.4"], 64), (["--method", "bloom", "--false-positives", "0"], 1),
        (["--method", "bloom", "--filter", "nowhere"], 1), (["--method", "containment", "--threshold", "0.1"], 1),
        (["--method", "substring", "--ignore", "case"], 64), (["--method", "exact", "--length", "80"], 64),
    ])
    func wrongUsageIsSaid(options: [String], status: Int) throws {
        let path = try write(Self.documents(2), "usage.jsonl")
        let outcome = try QuernBinary.run(["dedupe", path, "-o", folder + "/usage", "--quiet"] + options)
        #expect(Int(outcome.status) == status, "\(outcome.errors)")
        #expect(!outcome.errors.isEmpty)
    }
}
