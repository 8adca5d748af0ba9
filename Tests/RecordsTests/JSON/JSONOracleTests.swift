import Foundation
import TestSupport
import Testing

@testable import Records

/// Against what CPython's json accepts and reads: see Tests/Oracles/json/record.py.
@Suite struct JSONOracleTests {
    struct Case {
        /// `ok`, `lax` (read by Python's dialect alone) or `bad`.
        var verdict: String
        var bytes: [UInt8]
        var written: [UInt8]

        init?(_ line: Substring) {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 3 else { return nil }
            verdict = String(fields[0])
            bytes = Hexadecimal.bytes(fields[1])
            written = Hexadecimal.bytes(fields[2])
        }

        func isAccepted(_ dialect: JSONDialect) -> Bool {
            verdict == "ok" || verdict == "lax" && dialect == .python
        }
    }

    static func recorded() throws -> [Case] {
        try String(contentsOfFile: Fixtures.root + "/Tests/Oracles/recorded/json.tsv", encoding: .utf8)
            .split(separator: "\n").compactMap(Case.init)
    }

    /// Random ones that Python has judged just now.
    static func live() throws -> [Case] {
        try Peer.run([Fixtures.root + "/Tests/Oracles/json/record.py", "11", "20000"])
            .split(separator: "\n").compactMap(Case.init)
    }

    @Test func acceptsAndReadsWhatPythonDoes() throws {
        let cases = try Self.recorded()
        #expect(cases.count > 2400)
        try check(cases)
    }

    @Test(.enabled(if: Peer.has("json"), "needs .build/oracles: make test installs it"))
    func acceptsAndReadsWhatPythonDoesNow() throws {
        let cases = try Self.live()
        #expect(cases.count > 15_000)
        try check(cases)
    }

    private func check(_ cases: [Case]) throws {
        for (oracle, dialect) in cases.flatMap({ oracle in JSONDialect.allCases.map { (oracle, $0) } }) {
            let shown = String(decoding: oracle.bytes, as: UTF8.self)
            do {
                let value = try JSONValue.parse(oracle.bytes.span, dialect)
                #expect(oracle.isAccepted(dialect), "accepted \(shown)")
                #expect(value.text == String(decoding: oracle.written, as: UTF8.self), "read \(shown)")
            } catch {
                #expect(!oracle.isAccepted(dialect), "refused \(shown): \(error)")
                #expect((0...oracle.bytes.count).contains(error.offset))
            }
            if UTF8Validation.firstFault(in: oracle.bytes.span) == nil { try checkScanner(oracle, dialect) }
        }
    }

    /// The scanner makes no tree, but must pass exactly what the tree builder reads; what it has passed can be written
    /// as strict JSON.
    private func checkScanner(_ oracle: Case, _ dialect: JSONDialect) throws {
        var scanner = JSONScanner(oracle.bytes.span, at: 0, dialect)
        scanner.skipWhitespace()
        let shown = String(decoding: oracle.bytes, as: UTF8.self)
        let passes: Bool
        do {
            _ = try scanner.value()
            try scanner.expectEnd()
            passes = true
        } catch {
            passes = false
        }
        #expect(passes == oracle.isAccepted(dialect), "\(shown)")
        guard passes else { return }
        #expect(scanner.isLax == (oracle.verdict == "lax"), "\(shown)")
        var respelled: [UInt8] = []
        JSONText.appendRespelled(oracle.bytes.span, to: &respelled)
        #expect(!respelled.contains(0x0A))
        let value = try JSONValue.parse(respelled.span)
        #expect(value.text == String(decoding: oracle.written, as: UTF8.self), "respelled \(shown)")
    }
}
