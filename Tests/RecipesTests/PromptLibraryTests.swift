import Foundation
import Records
import Templating
import TestSupport
import Testing

@testable import Recipes

/// The library of Templates/Prompts: a folder a language. Tried on the rows of Tests/Oracles/jinja/rows.jsonl.
@Suite struct PromptLibraryTests {
    private static let root = Fixtures.root + "/Templates/Prompts/"

    private static func languages() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root).filter { !$0.hasSuffix(".yaml") }.sorted()
    }

    private static func collections(_ language: String) throws -> [(path: String, collection: PromptCollection)] {
        try FileManager.default.contentsOfDirectory(atPath: root + language).sorted().map {
            (language + "/" + $0, try PromptFile.load(path: root + language + "/" + $0))
        }
    }

    private static func rows() throws -> [String: [PythonDict]] {
        let text = try String(contentsOfFile: Fixtures.root + "/Tests/Oracles/jinja/rows.jsonl", encoding: .utf8)
        var rows: [String: [PythonDict]] = [:]
        for line in text.split(separator: "\n") {
            let json = try JSONValue.parse(String(line))
            rows[json["dataset"]?.string ?? ""] = try (json["rows"]?.array ?? []).map {
                try PythonDict($0.object ?? JSONObject())
            }
        }
        return rows
    }

    @Test func everyTemplateIsCleanAndRenders() throws {
        let rows = try Self.rows()
        for language in try Self.languages() {
            for (path, collection) in try Self.collections(language) {
                let named = [collection.dataset + "/" + (collection.subset ?? ""), collection.dataset]
                let sample = try #require(named.lazy.compactMap { rows[$0] }.first, "\(path) has no rows")
                let findings = PromptLint(rows: sample).findings(in: collection)
                #expect(findings.isEmpty, "\(path): \(findings)")
                #expect(collection.templates.allSatisfy { $0.metadata.languages == [language] }, "\(path)")
            }
        }
    }

    @Test func theLibraryIsWide() throws {
        let english = try Self.collections("en")
        #expect(english.count >= 25)
        #expect(english.allSatisfy { $0.collection.templates.count >= 10 })
        let others = try Self.languages().filter { $0 != "en" }
        #expect(others.count >= 12)
        for language in others { #expect(try Self.collections(language).count >= 5, "\(language)") }
        let all = try Self.languages().flatMap { try Self.collections($0).flatMap(\.collection.templates) }
        #expect(Set(all.map(\.id)).count == all.count)
    }
}
