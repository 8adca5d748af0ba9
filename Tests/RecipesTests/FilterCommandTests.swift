import Foundation
import TestSupport
import Testing

@Suite struct FilterCommandTests {
    private let folder = Fixtures.temporaryFolder()

    private func records(_ output: String) throws -> [[String: Any]] {
        let parts = try FileManager.default.contentsOfDirectory(atPath: output + "/filter").sorted()
        return try parts.flatMap { part in
            let plain = "\(folder)/\(part).plain.jsonl"
            _ = try QuernBinary.run(["convert", "\(output)/filter/\(part)", "-o", plain])
            let text = try String(contentsOfFile: plain, encoding: .utf8)
            return try text.split(separator: "\n").compactMap {
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
            }
        }
    }

    private func input(_ texts: [String]) throws -> String {
        let lines = try texts.enumerated().map { number, text in
            try JSONSerialization.data(withJSONObject: ["id": "r\(number)", "text": text])
        }
        let path = folder + "/in.jsonl"
        try (Data(lines.joined(separator: Data("\n".utf8))) + Data("\n".utf8)).write(to: URL(filePath: path))
        return path
    }

    @Test(.enabled(if: QuernBinary.isBuilt)) func rulesDropAndTheReportTells() throws {
        let path = try input(["short", String(repeating: "A long enough text. ", count: 20)])
        let output = folder + "/dropped"
        let run = try QuernBinary.run(["filter", path, "--rules", "ccnet", "-o", output, "--threads", "2"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(try records(output).map { $0["id"] as? String } == ["r1"])
        let report = try String(contentsOfFile: output + "/report.html", encoding: .utf8)
        #expect(report.contains("rules/ccnet/characters") && report.contains("Scores by rule"))
    }

    @Test(.enabled(if: QuernBinary.isBuilt)) func annotationsAreFieldsOfConditions() throws {
        let path = try input(["one two three", "one two three four five"])
        let output = folder + "/annotated"
        let run = try QuernBinary.run([
            "filter", path, "--rules", "gopher-quality,c4", "--annotate", "q", "--where", "q.gopherQuality.words > 3",
            "-o",
            output,
        ])
        #expect(run.status == 0, "\(run.errors)")
        let kept = try records(output)
        #expect(kept.map { $0["id"] as? String } == ["r1"])
        let figures = (kept.first?["q"] as? [String: Any])?["gopherQuality"] as? [String: Any]
        #expect(figures?["words"] as? Int == 5)
    }

    @Test(.enabled(if: QuernBinary.isBuilt)) func personalDataGoes() throws {
        let path = try input(["Write to me@example.org."])
        let output = folder + "/clean"
        let run = try QuernBinary.run(["filter", path, "--personal-data", "tag", "-o", output])
        #expect(run.status == 0, "\(run.errors)")
        #expect(try records(output).first?["text"] as? String == "Write to <EMAIL>.")
    }

    @Test(.enabled(if: QuernBinary.isBuilt)) func mistakesAreOneLine() throws {
        let path = try input(["x"])
        let unknown = try QuernBinary.run(["filter", path, "--rules", "gofer", "-o", folder + "/x"])
        #expect(unknown.status == 1 && unknown.errors.contains("there is no rule set 'gofer'"))
        #expect(try QuernBinary.run(["filter", path, "-o", folder + "/x"]).status == 64)
        let condition = try QuernBinary.run(["filter", path, "--where", "words <", "-o", folder + "/x"])
        #expect(condition.status == 1 && condition.errors.contains("column"))
    }
}
