import Testing

@testable import Records

@Suite struct JSONScannerTests {
    static func nested(_ depth: Int) -> [UInt8] {
        [UInt8](repeating: UInt8(ascii: "["), count: depth) + [UInt8](repeating: UInt8(ascii: "]"), count: depth)
    }

    @Test func depthIsLimited() throws {
        let fits = Self.nested(1000)
        var deepest = JSONScanner(fits.span)
        let kind = try deepest.value().kind
        #expect(kind == .array)
        for depth in [1001, 100_000, 1_000_000] {
            let bytes = Self.nested(depth)
            #expect(throws: JSONFault(.tooDeep, at: 1000)) {
                var scanner = JSONScanner(bytes.span)
                _ = try scanner.value()
            }
            #expect(throws: JSONFault(.tooDeep, at: 1000)) { try JSONValue.parse(bytes.span) }
        }
        let text = try JSONValue.parse(fits.span).text
        #expect(text.utf8.count == 2000)
    }

    /// Cutting a value anywhere is a fault that says so, never a trap.
    @Test func everyTruncationIsRefused() throws {
        let text =
            #" {"a\u00e9\ud83d\ude00": [1, -2.5e+3, true, false, null, "x\n", {"k": {}}], "b": "0123456789abcdef0"}"#
        let bytes = Array(text.utf8)
        _ = try JSONValue.parse(bytes.span)
        for length in 0..<bytes.count {
            #expect(throws: JSONFault.self, "cut at \(length)") {
                try JSONValue.parse(bytes.span.extracting(first: length))
            }
        }
    }

    @Test func membersAreFoundWithAndWithoutBraces() throws {
        func names(_ text: String, braces: Bool) throws -> [String] {
            let bytes = Array(text.utf8)
            var found: [String] = []
            var members = braces ? try JSONMembers(ofObject: bytes.span) : JSONMembers(ofMembers: bytes.span)
            while let member = try members.next() {
                let whole = bytes[member.range]
                found.append(member.name.string(in: bytes.span) + "=" + String(decoding: whole, as: UTF8.self))
            }
            return found
        }
        #expect(try names(#" {"a": 1 , "\u0062":[2] } "#, braces: true) == [#"a="a": 1"#, #"b="\u0062":[2]"#])
        #expect(try names(#""a":1,"b":[2]"#, braces: false) == [#"a="a":1"#, #"b="b":[2]"#])
        #expect(try names("", braces: false) == [])
        #expect(try names("{ }", braces: true) == [])
        for wrong in [#"{"a":1,}"#, #"{"a":1"#, #"{"a"}"#, "[1]", "", #"{"a":1 "b":2}"#] {
            #expect(throws: JSONFault.self) { try names(wrong, braces: true) }
        }
        #expect(throws: JSONFault.self) { try names(#""a":1,"#, braces: false) }
    }
}
