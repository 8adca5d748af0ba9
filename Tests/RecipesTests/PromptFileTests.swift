import Foundation
import Templating
import Templating
import TestSupport
import Testing

@testable import Recipes

@Suite struct PromptFileTests {
    private static func files(_ folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted().map { folder + "/" + $0 }
    }

    @Test(.enabled(if: Fixtures.sharedData("promptsource") != nil, "needs ../shared/data/promptsource"))
    func filesOfPromptsourceAreWrittenBackToTheByte() throws {
        let files = Self.files(try #require(Fixtures.sharedData("promptsource")))
        #expect(files.count > 50)
        for path in files {
            let written = try PromptFile.load(path: path).yaml
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            #expect(written == bytes, "\(path)")
        }
    }

    @Test func ourOwnFilesAreWrittenSo() throws {
        let files = Self.files(Fixtures.root + "/Templates/Prompts")
        #expect(files.count > 80)
        for path in files {
            let written = String(decoding: try PromptFile.load(path: path).yaml, as: UTF8.self)
            #expect(written == (try String(contentsOfFile: path, encoding: .utf8)), "\(path)")
        }
    }
}
