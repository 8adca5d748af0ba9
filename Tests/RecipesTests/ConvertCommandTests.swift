import Foundation
import Records
import TestSupport
import Testing

/// `quern convert` through the release binary.
@Suite(.enabled(if: QuernBinary.isBuilt, "needs the release binary: make build"))
struct ConvertCommandTests {
    private let folder = Fixtures.temporaryFolder()

    private func records(_ count: Int, name: String = "in.jsonl") throws -> String {
        let lines = (0..<count).map { number in
            let language = number % 3 == 0 ? "de" : "en"
            return #"{"id":"r\#(number)","text":"text \#(number)\nof it","language":"\#(language)","#
                + #""meta":{"score":\#(Double(number) / 10),"tags":["a","b\#(number % 2)"]},"note":"x, \"\#(number)\""}"#
                + "\n"
        }
        let path = folder + "/" + name
        try Data(lines.joined().utf8).write(to: URL(filePath: path))
        return path
    }

    @discardableResult
    private func convert(_ path: String, to name: String, _ arguments: String...) throws -> QuernBinary.Outcome {
        try QuernBinary.run(["convert", path, "-o", folder + "/" + name] + arguments)
    }

    private func lines(_ name: String) throws -> [String] {
        try String(contentsOfFile: folder + "/" + name, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    private func ids(_ name: String) throws -> [String] {
        try lines(name).map { try JSONValue.parse($0).object?["id"]?.string ?? "" }
    }

    @Test func conditionLimitAndSample() throws {
        let path = try records(1000)
        let outcome = try convert(
            path, to: "o.jsonl", "--where", "language == \"de\" && meta.score > 50", "--limit", "7")
        #expect(
            outcome.status == 0
                && outcome.output.hasSuffix("o.jsonl: 7 records, 513 passed over, 0 unreadable\n"))
        #expect(try ids("o.jsonl") == (0..<7).map { "r\(501 + 3 * $0)" })
        try convert(path, to: "half.jsonl", "--sample", "0.5")
        try convert(path, to: "fifth.jsonl", "--sample", "0.2")
        let (half, fifth) = (try ids("half.jsonl"), try ids("fifth.jsonl"))
        // Four standard deviations.
        #expect((437...563).contains(half.count) && (150...250).contains(fifth.count))
        #expect(Set(fifth).isSubset(of: half))
        try convert(path, to: "other.jsonl", "--sample", "0.5", "--seed", "1")
        #expect(try ids("other.jsonl") != half)
    }

    /// A record stays in its split when there are more, and every record is in one.
    @Test func splitsAreStable() throws {
        let split = "train=0.8,valid=0.1,test=0.1"
        try convert(try records(2000), to: "small.jsonl", "--split", split)
        try convert(try records(4000), to: "large.jsonl.gz", "--split", split)
        var all: [String] = []
        for name in ["train", "valid", "test"] {
            try convert(folder + "/large-\(name).jsonl.gz", to: "back.jsonl")
            let (small, large) = (try ids("small-\(name).jsonl"), try ids("back.jsonl"))
            #expect(large.filter { Int($0.dropFirst()) ?? 0 < 2000 } == small)
            all += large
        }
        #expect(Set(all).count == 4000 && all.count == 4000)
        #expect((1530...1670).contains(try ids("small-train.jsonl").count))
    }

    @Test func shardsAreOfASize() throws {
        try convert(try records(1000), to: "out/s.jsonl", "--shard-size", "20K")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/out").sorted()
        #expect(names.count > 3 && names == names.indices.map { "s-0000\($0).jsonl" })
        #expect(try names.flatMap { try ids("out/" + $0) } == (0..<1000).map { "r\($0)" })
        let sizes = try names.map { try Data(contentsOf: URL(filePath: folder + "/out/" + $0)).count }
        // Names of members and the ids come on top of what is counted.
        #expect(sizes.dropLast().allSatisfy { (20_000...40_000).contains($0) })
    }

    @Test func selectedFieldsByNewNames() throws {
        let path = try records(2)
        try convert(
            path, to: "o.jsonl", "--select", "text,meta.tags[1],note", "--rename", "text=content,meta.tags[1]=tag")
        #expect(
            try lines("o.jsonl") == [
                #"{"content":"text 0\nof it","tag":"b0","note":"x, \"0\""}"#,
                #"{"content":"text 1\nof it","tag":"b1","note":"x, \"1\""}"#,
            ])
        try convert(path, to: "o.jsonl", "--rename", "text=content,note=remark")
        #expect(
            try lines("o.jsonl")[1] == #"{"id":"r1","content":"text 1\nof it","language":"en","source":"in","#
                + #""meta":{"score":0.1,"tags":["a","b1"]},"remark":"x, \"1\""}"#)
    }

    @Test(.enabled(if: Peer.has("pyarrow"), "needs pyarrow: make test installs it"))
    func otherFormatsAsTheirReadersReadThem() throws {
        let path = try records(3)
        let select = ["--select", "id,text,meta.score,note", "--rename", "meta.score=score"]
        try QuernBinary.run(["convert", path, "-o", folder + "/o.csv"] + select).expectSuccess()
        let rows = try Peer.run([
            "-c", "import csv, json; print(json.dumps(list(csv.DictReader(open('\(folder)/o.csv', newline='')))))",
        ])
        #expect(
            rows == #"[{"id": "r0", "text": "text 0\nof it", "score": "0.0", "note": "x, \"0\""}, "#
                + #"{"id": "r1", "text": "text 1\nof it", "score": "0.1", "note": "x, \"1\""}, "#
                + #"{"id": "r2", "text": "text 2\nof it", "score": "0.2", "note": "x, \"2\""}]"# + "\n")
        try QuernBinary.run(["convert", path, "-o", folder + "/o.parquet"] + select).expectSuccess()
        let table = try Peer.run([
            "-c",
            "import pyarrow.parquet as pq; t = pq.read_table('\(folder)/o.parquet'); print(t.schema.names, t.column('score').to_pylist())",
        ])
        #expect(table == "['id', 'text', 'score', 'note'] [0.0, 0.1, 0.2]\n")
        // Only what is asked for is read of a table.
        try QuernBinary.run(
            [
                "convert", folder + "/o.parquet", "-o", folder + "/back.jsonl", "--select", "note", "--where",
                "score > 0.15",
            ]
        ).expectSuccess()
        #expect(try lines("back.jsonl") == [#"{"note":"x, \"2\""}"#])
    }

    @Test(arguments: [
        (["--where", "text >"], "the end stands where a value should (column 7 of the expression)"),
        (["--where", "note > 5"], "in record 'r0' a string is compared with a number (column 6 of the expression)"),
        (["--split", "train=0.5,test=0.4"], "the shares of 'train=0.5,test=0.4' add up to 0.9 and not to 1"),
        (["--split", "train"], "'train' is no split"), (["--split", "a=0.5,a=0.5"], "'a=0.5' is no split"),
        (["--select", "id", "--rename", "text=t"], "'text' is renamed, but not selected"),
        (["--rename", "note=text"], "two fields would be called 'text'"),
        (["--rename", "meta.score=s"], "'s' would name a field that lies in another one"),
        (["--select", "a..b"], "'a..b' is not a path to a field"),
    ])
    func faults(arguments: [String], error: String) throws {
        let outcome = try QuernBinary.run(["convert", try records(3), "-o", folder + "/o.jsonl"] + arguments)
        #expect(outcome.status == 1 && outcome.errors.hasPrefix("quern: " + error), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder + "/o.jsonl"))
    }
}

extension QuernBinary.Outcome {
    func expectSuccess() { #expect(status == 0, "\(errors)") }
}
