import Foundation
import TestSupport
import Testing

/// Random records by the release binary and by Python's json; `Tests/Oracles/json/fuzz.py` takes any seed and number.
@Suite(.enabled(if: QuernBinary.isBuilt && Peer.has("json"), "needs the release binary and .build/oracles: make test"))
struct JSONFuzzTests {
    @Test(arguments: 1...3) func recordsArePythons(seed: Int) throws {
        let folder = Fixtures.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let script = Fixtures.root + "/Tests/Oracles/json/fuzz.py"
        let report = try Peer.run([script, QuernBinary.path, folder, "\(seed)", "4200"])
        #expect(report.contains(", 0 differ"), "\(report)")
    }
}
