import Glibc
import TestSupport
import Testing

@testable import Records

/// Against what CPython's json accepts and reads: see Tests/Oracles/json/record.py.
@Suite struct JSONOracleTests {
    struct Case {
        var isAccepted: Bool
        var bytes: [UInt8]
        var written: [UInt8]
    }

    static func cases() throws -> [Case] {
        let file = try #require(fopen(Fixtures.root + "/Tests/Oracles/recorded/json.tsv", "r"))
        defer { fclose(file) }
        var cases: [Case] = []
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        while getline(&line, &capacity, file) > 0, let text = line {
            let fields = String(cString: text).dropLast().split(separator: "\t", omittingEmptySubsequences: false)
            try #require(fields.count == 3)
            cases.append(
                Case(
                    isAccepted: fields[0] == "ok", bytes: Hexadecimal.bytes(fields[1]),
                    written: Hexadecimal.bytes(fields[2])))
        }
        return cases
    }

    @Test func acceptsAndReadsWhatPythonDoes() throws {
        let cases = try Self.cases()
        #expect(cases.count > 2000)
        for oracle in cases {
            let shown = String(decoding: oracle.bytes, as: UTF8.self)
            do {
                let value = try JSONValue.parse(oracle.bytes.span)
                #expect(oracle.isAccepted, "accepted \(shown)")
                #expect(value.text == String(decoding: oracle.written, as: UTF8.self), "read \(shown)")
            } catch {
                #expect(!oracle.isAccepted, "refused \(shown): \(error)")
                #expect((0...oracle.bytes.count).contains(error.offset))
            }
        }
    }

    /// The scanner makes no tree, but must pass exactly what the tree builder reads.
    @Test func scannerAgreesWithTree() throws {
        for oracle in try Self.cases() where UTF8Validation.firstFault(in: oracle.bytes.span) == nil {
            var scanner = JSONScanner(oracle.bytes.span)
            scanner.skipWhitespace()
            let passes: Bool
            do {
                _ = try scanner.value()
                try scanner.expectEnd()
                passes = true
            } catch {
                passes = false
            }
            #expect(passes == oracle.isAccepted, "\(String(decoding: oracle.bytes, as: UTF8.self))")
        }
    }
}
