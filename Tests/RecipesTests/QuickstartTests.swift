import Foundation
import Records
import TestSupport
import Testing

/// The whole job on the corpora of the repository, through the release binary.
@Suite(.enabled(if: QuernBinary.isBuilt, "needs the release binary: make build"), .serialized)
struct QuickstartTests {
    private static let recipe = "Templates/Recipes/quickstart.yaml"

    /// One uninterrupted run, for all tests to compare with.
    private static let reference: Result<(folder: String, contents: FolderContents), any Error> = Result {
        let folder = Fixtures.temporaryFolder() + "/reference"
        let outcome = try QuernBinary.run(arguments(folder))
        guard outcome.status == 0 else { throw DataError(outcome.errors) }
        return (folder, try FolderContents(folder))
    }

    private static func arguments(_ folder: String, _ more: String...) -> [String] {
        ["run", recipe, "--quiet", "--set", "output=\(folder)"] + more
    }

    @Test func countsAreReconciledToTheRecord() throws {
        let (folder, contents) = try Self.reference.get()
        #expect(contents.files["manifest.json"] != nil && contents.files["report.html"] != nil)
        struct Summary: Decodable {
            struct Step: Decodable {
                var name: String
                var read: Int
                var written: Int
                var dropped: [String: Int]
                var quarantined: Int
            }
            var steps: [Step]
        }
        let outcome = try QuernBinary.run(["report", folder, "--json"])
        let summary = try JSONDecoder().decode(Summary.self, from: Data(outcome.output.utf8))
        for step in summary.steps {
            #expect(step.read == step.written + step.dropped.values.reduce(0, +) + step.quarantined, "\(step.name)")
        }
        let steps = Dictionary(uniqueKeysWithValues: summary.steps.map { ($0.name, $0) })
        #expect(steps["clean"]?.quarantined == 4)
        #expect(steps["unique"]?.read == steps["clean"]?.written)
        #expect(steps["distinct"]?.read == steps["unique"]?.written)
    }

    @Test(arguments: [["--threads", "1"], ["--threads", "2", "--batch-records", "1"], ["--threads", "5"]])
    func theBytesDoNotDependOnTheMachine(options: [String]) throws {
        let folder = Fixtures.temporaryFolder() + "/other"
        let outcome = try QuernBinary.run(Self.arguments(folder) + options)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try FolderContents(folder).differences(from: Self.reference.get().contents).isEmpty)
    }

    /// Thirty kills at random moments, spread over as many runs as that takes; each killed run goes on where it was.
    @Test(arguments: [1, 2])
    func killedAndStartedAgainItEndsWithTheSameBytes(threads: Int) throws {
        let reference = try Self.reference.get().contents
        var generator = SystemRandomNumberGenerator()
        var kills = 0
        while kills < 15 {
            let folder = Fixtures.temporaryFolder() + "/killed"
            let arguments = Self.arguments(folder, "--threads", String(threads))
            for _ in 0..<6 {
                let moment = Double.random(in: 0.02..<0.5, using: &generator)
                guard try QuernBinary.runAndKill(arguments, after: moment) else { break }
                kills += 1
            }
            let outcome = try QuernBinary.run(arguments)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(try FolderContents(folder).differences(from: reference).isEmpty)
            try FileManager.default.removeItem(atPath: folder)
        }
    }

    @Test(.enabled(if: Peer.has("datasets"), "needs datasets, pyarrow and tokenizers: make test installs them"))
    func theLoadersUsersHaveReadWhatWasWritten() throws {
        try Peer.run(["Tests/Oracles/loaders/read_run.py", try Self.reference.get().folder])
    }

    @Test func aSecondRunDoesNothingAndAChangedRecipeOnlyWhatItMust() throws {
        let folder = Fixtures.temporaryFolder() + "/changed"
        #expect(try QuernBinary.run(Self.arguments(folder)).status == 0)
        func modified(_ file: String) throws -> Date? {
            try FileManager.default.attributesOfItem(atPath: folder + "/" + file)[.modificationDate] as? Date
        }
        let cleaned = try modified("clean/part-00000.jsonl.zst")
        let tokenizer = try modified("tokenizer/tokenizer.json")
        #expect(try QuernBinary.run(Self.arguments(folder)).status == 0)
        #expect(try modified("tokenizer/tokenizer.json") == tokenizer)
        let smaller = ["--set", "steps.tokenizer.tokenizer.vocabularySize=2048"]
        #expect(try QuernBinary.run(Self.arguments(folder) + smaller).status == 0)
        #expect(try modified("clean/part-00000.jsonl.zst") == cleaned)
        #expect(try modified("tokenizer/tokenizer.json") != tokenizer)
    }
}
