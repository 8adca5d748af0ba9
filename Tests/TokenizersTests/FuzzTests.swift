import Foundation
import TestSupport
import Testing

/// A few random texts by the release binary and by each peer; `Tests/Oracles/tokenizers/fuzz.py` takes any number.
@Suite(.enabled(if: QuernBinary.isBuilt, "needs the release binary: make test builds it"))
struct FuzzTests {
    @Test(arguments: ["tiktoken", "tokenizers", "sentencepiece"].filter(Peer.has))
    func idsAreThePeers(peer: String) throws {
        let folder = Fixtures.temporaryFolder()
        let script = Fixtures.root + "/Tests/Oracles/tokenizers/fuzz.py"
        let report = try Peer.run([script, "--peer", peer, "--folder", folder, "--seed", "3", "--count", "6000"])
        #expect(report.contains("6000 texts, 0 differ"))
    }
}
