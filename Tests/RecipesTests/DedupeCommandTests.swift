import Foundation
import Records
import TestSupport
import Testing

/// Deduplication through the release binary: results that depend on the documents alone, indexes, and looking at clusters.
@Suite(.enabled(if: QuernBinary.isBuilt, "needs the release binary: make build"))
struct DedupeCommandTests {
    private let folder = Fixtures.temporaryFolder()

    /// Made-up documents, of which many are near-duplicates.
    private static func documents(_ count: Int, key: UInt64) -> [String] {
        var random = Philox(key: key, counter: (0, 0))
        var texts: [[String]] = []
        for _ in 0..<count {
            if !texts.isEmpty, Int.random(in: 0..<3, using: &random) == 0 {
                var copy = texts[Int.random(in: 0..<texts.count, using: &random)]
                for _ in 0..<Int.random(in: 0..<6, using: &random) {
                    copy[Int.random(in: 0..<copy.count, using: &random)] = "edit\(random.next() % 1000)"
                }
                texts.append(copy)
            } else {
                texts.append(
                    (0..<Int.random(in: 40..<90, using: &random)).map { _ in "w\(random.next() % 5000)" })
            }
        }
        return texts.enumerated().map { number, words in
            #"{"id":"d\#(number)","text":"\#(words.joined(separator: " "))","quality":\#(number % 7)}"#
        }
    }

    private func write(_ lines: some Collection<String>, _ name: String) throws -> String {
        let path = folder + "/" + name
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: URL(filePath: path))
        return path
    }

    private func dedupe(_ arguments: String...) throws -> QuernBinary.Outcome {
        try QuernBinary.run(["dedupe"] + arguments + ["--quiet"])
    }

    /// The records of a step in their order, whatever the files.
    private func records(_ output: String, _ step: String = "distinct") throws -> [String] {
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(output)/\(step)").sorted()
        var lines: [String] = []
        for file in files {
            let plain = folder + "/plain.jsonl"
            let outcome = try QuernBinary.run(["convert", "\(folder)/\(output)/\(step)/\(file)", "-o", plain])
            #expect(outcome.status == 0, "\(outcome.errors)")
            lines += try String(contentsOfFile: plain, encoding: .utf8).split(separator: "\n").map(String.init)
        }
        return lines
    }

    private func clusters(_ output: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(output)/clusters/distinct.jsonl", encoding: .utf8)
    }

    @Test(arguments: ["first", "quality,longest"])
    func theResultDependsOnTheDocumentsAndTheirOrderAlone(keep: String) throws {
        let lines = Self.documents(4000, key: 81)
        let whole = try write(lines, "whole/a.jsonl")
        let cuts = [0, 700, 701, 2500, 4000]
        var pieces: [String] = []
        for (number, (start, end)) in zip(cuts, cuts.dropFirst()).enumerated() {
            pieces.append(try write(lines[start..<end], "pieces/\(number).jsonl"))
        }
        #expect(try dedupe(whole, "--keep", keep, "-o", folder + "/one").status == 0)
        let many = pieces + ["--keep", keep, "--threads", "3", "--memory", "64M", "--batch-records", "7"]
        #expect(try QuernBinary.run(["dedupe"] + many + ["-o", folder + "/many", "--quiet"]).status == 0)
        #expect(try records("one") == records("many"))
        #expect(try clusters("one") == clusters("many"))
        #expect(try !clusters("one").isEmpty)
    }

    /// Killed again and again at later and later moments; what is left then is what an undisturbed run makes.
    @Test func aRunKilledAtAnyMomentEndsWithTheSameBytes() throws {
        let path = try write(Self.documents(30_000, key: 83), "kill/a.jsonl")
        func arguments(_ output: String) -> [String] {
            [
                "dedupe", path, "--keep", "quality", "--index", "\(folder)/\(output)-index", "--against",
                "\(folder)/known", "-o", "\(folder)/\(output)", "--quiet",
            ]
        }
        let known = try write(Self.documents(2000, key: 83), "kill/known.jsonl")
        #expect(try dedupe(known, "--index", folder + "/known", "-o", folder + "/known-out").status == 0)
        let reference = try QuernBinary.run(arguments("reference"))
        #expect(reference.status == 0, "\(reference.errors)")
        var kills = 0
        for attempt in 1...40 {
            if try !QuernBinary.runAndKill(arguments("killed"), after: 0.02 * Double(attempt)) { break }
            kills += 1
        }
        #expect(kills > 0)
        #expect(try QuernBinary.run(arguments("killed")).status == 0)
        let (one, other) = (try FolderContents(folder + "/reference"), try FolderContents(folder + "/killed"))
        let differing = one.differences(from: other).filter { $0 != "manifest.json" }
        #expect(differing.isEmpty, "\(differing)")
        #expect(
            try FolderContents(folder + "/reference-index").differences(from: FolderContents(folder + "/killed-index"))
                .filter { $0 != "index.lock" } == [])
    }

    @Test func anIndexKnowsWhatEarlierRunsKept() throws {
        let lines = Self.documents(3000, key: 85)
        let (old, new) = (try write(lines[..<2000], "old.jsonl"), try write(lines[2000...], "new.jsonl"))
        #expect(try dedupe(old, "--index", folder + "/index", "-o", folder + "/old").status == 0)
        let second = try dedupe(
            new, "--against", folder + "/index", "--index", folder + "/index", "-o", folder + "/new")
        #expect(second.status == 0, "\(second.errors)")
        #expect(try dedupe(old, new, "-o", folder + "/both").status == 0)
        #expect(try records("old") + records("new") == records("both"))
        // Once more is nothing new, and changes nothing.
        let again = try dedupe(
            new, "--against", folder + "/index", "--index", folder + "/index", "-o", folder + "/new")
        #expect(again.status == 0)
        #expect(try records("old") + records("new") == records("both"))
        let info = try QuernBinary.run(["dedupe", "index", "info", folder + "/index"])
        #expect(info.output.contains("25 bands of 5 rows") && info.output.split(separator: "\n").count == 4)
        // All kept documents are there, each found by itself.
        #expect(
            try QuernBinary.run(["dedupe", "index", "merge", folder + "/index", "-o", folder + "/merged"]).status == 0)
        let query = try QuernBinary.run(["dedupe", "index", "query", folder + "/merged", old, "--quiet"])
        #expect(query.output.split(separator: "\n").count == 2000)
        let other = try dedupe(new, "--against", folder + "/index", "--shingle", "3", "-o", folder + "/other")
        #expect(other.status == 1 && other.errors.contains("shingle 5, not 3"), "\(other.errors)")
    }

    @Test func aReportDropsNothingAndClustersCanBeLookedAt() throws {
        let path = try write(Self.documents(500, key: 87), "report.jsonl")
        #expect(try dedupe(path, "-o", folder + "/full").status == 0)
        #expect(try dedupe(path, "--report-only", "-o", folder + "/report").status == 0)
        #expect(try clusters("full") == clusters("report"))
        #expect(!FileManager.default.fileExists(atPath: folder + "/report/distinct"))
        let html = try String(contentsOfFile: folder + "/report/report.html", encoding: .utf8)
        #expect(html.contains("Nothing was dropped") && html.contains("<ins>edit"))
        let list = try QuernBinary.run(["dedupe", "inspect", folder + "/full", "--top", "3"])
        #expect(list.status == 0 && list.output.split(separator: "\n").count == 4, "\(list.output)\(list.errors)")
        let one = try QuernBinary.run(["dedupe", "inspect", folder + "/full", "--cluster", "1", "--top", "1"])
        #expect(one.output.contains("similarity") && one.output.contains("w"), "\(one.output)\(one.errors)")
        let missing = try QuernBinary.run(["dedupe", "inspect", folder + "/full", "--cluster", "100000"])
        #expect(missing.status == 1 && missing.errors.contains("no cluster"))
    }

    @Test func wrongUsageIsSaid() throws {
        let path = try write(["{}"], "a.jsonl")
        #expect(try dedupe(path, "--method", "exact", "--threshold", "0.5", "-o", folder + "/a").status == 64)
        #expect(try dedupe(path, "--method", "exact", "--ignore", "nothing", "-o", folder + "/a").status == 64)
        #expect(try dedupe(path, "--keep", "best", "-o", folder + "/a").status == 64)
        let both = try dedupe(path, "--within", "a", "--across", "b", "-o", folder + "/a")
        #expect(both.status == 1 && both.errors.contains("exclude each other"))
        let bands = try dedupe(path, "--bands", "3", "-o", folder + "/a")
        #expect(bands.status == 1 && bands.errors.contains("bands and rows"))
    }
}
