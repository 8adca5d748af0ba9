import Foundation
import TestSupport
import Testing

@testable import Tokenizers

/// SentencePiece's rules, made anew, against those in the peer's own models.
@Suite(.enabled(if: Peer.has("sentencepiece"), "needs sentencepiece 0.2.3: make test installs it"))
struct NormalizationRuleTests {
    /// What a precompiled charsmap replaces, found by walking through its trie.
    private func rules(_ blob: [UInt8]) -> [[UInt8]: [UInt8]] {
        func number(_ place: Int) -> UInt32 { (0..<4).reduce(0) { $0 | UInt32(blob[place + $1]) << UInt32(8 * $1) } }
        let units = (0..<Int(number(0)) / 4).map { number(4 + 4 * $0) }
        let replacements = blob[(4 + 4 * units.count)...]
        func base(_ unit: Int) -> Int { unit ^ Int(units[unit] >> 10) << Int(units[unit] >> 6 & 8) }
        var rules: [[UInt8]: [UInt8]] = [:]
        var open: [(unit: Int, key: [UInt8])] = [(0, [])]
        while let (unit, key) = open.popLast() {
            if units[unit] >> 8 & 1 == 1 {
                let start = replacements.startIndex + Int(units[base(unit)] & 0x7FFF_FFFF)
                rules[key] = Array(replacements[start...].prefix { $0 != 0 })
            }
            for byte in UInt8(1)...255 {
                let child = base(unit) ^ Int(byte)
                if child < units.count, units[child] & 0x8000_00FF == UInt32(byte) {
                    open.append((child, key + [byte]))
                }
            }
        }
        return rules
    }

    @Test(arguments: NormalizationRule.allCases) func rulesAreThePeers(_ rule: NormalizationRule) throws {
        let path = Fixtures.temporaryFolder() + "/rule.model"
        _ = try Peer.run([Fixtures.root + "/Tests/Oracles/tokenizers/sentencepiece_rule.py", rule.rawValue, path])
        let model = [UInt8](try Data(contentsOf: URL(filePath: path)))
        // The model has no pieces, which ours would refuse.
        let peer = try SentencePieceProto(model + [0x0A, 0x03, 0x0A, 0x01, 0x61], file: path).charsmap
        guard rule != .identity else {
            #expect(peer.isEmpty && rule.charsmap.isEmpty)
            return
        }
        let (own, theirs) = (rules(rule.charsmap), rules(peer))
        #expect(theirs.count > 5000)
        let wrong = theirs.filter { own[$0.key] != $0.value }.map { String(decoding: $0.key, as: UTF8.self) }
        #expect(own.count == theirs.count && wrong.isEmpty, "\(wrong.count): \(wrong.prefix(8))")
    }
}
