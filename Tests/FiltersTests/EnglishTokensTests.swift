import Foundation
import TestSupport
import Testing

@testable import Filters

@Suite struct EnglishTokensTests {
    private func tokens(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        var tokens = EnglishTokens()
        tokens.cut(bytes.span)
        return tokens.all.map { String(decoding: bytes[$0.range], as: UTF8.self) }
    }

    /// Recorded by Tests/Oracles/filters/tokens.py; QUERN_TOKENS names another file of its making.
    @Test func tokensAreSpaCys() throws {
        let path =
            ProcessInfo.processInfo.environment["QUERN_TOKENS"]
            ?? Fixtures.root + "/Tests/Oracles/recorded/english_tokens.jsonl"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count > 4000)
        var different = 0
        for line in lines {
            guard let pair = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any],
                let text = pair.first as? String, let expected = pair.last as? [String]
            else {
                Issue.record("unreadable line")
                continue
            }
            let found = tokens(text)
            if found == expected { continue }
            different += 1
            if different < 20 { Issue.record("\(text.debugDescription): \(found) for \(expected)") }
        }
        #expect(different == 0)
    }

    @Test func scriptsWithoutSpacesAreCutIntoLetters() {
        #expect(tokens("川へ行く。") == ["川", "へ", "行", "く", "。"])
        #expect(tokens("ที่ดี (กา)") == ["ที่", "ดี", "(", "ก", "า", ")"])
    }

    @Test func bytesThatAreNoTextAreCutToo() {
        for bytes: [UInt8] in [[0xFF], [0x61, 0xC3], [0xE2, 0x80], [0xF0, 0x9F, 0x20, 0x61], [0xED, 0xA0, 0x80]] {
            var tokens = EnglishTokens()
            tokens.cut(bytes.span)
            #expect(tokens.all.allSatisfy { $0.range.upperBound <= bytes.count && !$0.range.isEmpty })
        }
    }

    @Test func lengthsAndMarks() {
        let text = Array("Näh, 12 …".utf8)
        var tokens = EnglishTokens()
        tokens.cut(text.span)
        #expect(tokens.all.map(\.length) == [3, 1, 2, 1])
        #expect(tokens.all.map { $0.marks.contains(.hasLetter) } == [true, false, false, false])
        #expect(tokens.all.map { $0.marks.contains(.isSign) } == [false, true, false, true])
    }

    @Test(.timeLimit(.minutes(1))) func longChunksAreCutInLinearTime() {
        for piece in [":)", "a-", "....", "@", "'", "n.", "……", "((", "5km"] {
            #expect(!tokens(String(repeating: piece, count: 200_000)).isEmpty)
        }
    }
}
