import Testing

@testable import Records

@Suite struct JSONTextTests {
    /// The obvious twin of `appendString`, a byte at a time.
    static func escapedSlowly(_ text: [UInt8]) -> [UInt8] {
        let short: [UInt8: String] = [
            8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: "\\\"", 92: "\\\\",
        ]
        var output: [UInt8] = [34]
        for byte in text {
            if let escape = short[byte] {
                output += Array(escape.utf8)
            } else if byte < 0x20 {
                let digits = String(byte, radix: 16)
                output += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
            } else {
                output.append(byte)
            }
        }
        return output + [34]
    }

    @Test func escapingMatchesItsTwinAndReadsBack() throws {
        var draws = Philox(key: 7, counter: (0, 0))
        var once: [UInt8] = []
        for round in 0..<2000 {
            let specials: [UInt8] = [0, 8, 9, 10, 12, 13, 31, 34, 92, 32, 127]
            let text = (0..<Int.random(in: 0...(round % 4 == 0 ? 700 : 70), using: &draws)).map { _ in
                draws.uniform() < 0.15
                    ? specials[Int.random(in: 0..<specials.count, using: &draws)]
                    : UInt8.random(in: 0x20...0x7E, using: &draws)
            }
            var output: [UInt8] = []
            JSONText.appendString(text.span, to: &output)
            #expect(output == Self.escapedSlowly(text), "round \(round)")
            var scanner = JSONScanner(output.span)
            let token = try scanner.string()
            let end = scanner.position
            #expect(end == output.count)
            var back: [UInt8] = []
            JSONText.appendUnescaped(output.span.extracting(token.range), to: &back)
            #expect(back == text)

            // The same in one pass, behind the last round's text.
            let rest = Array("\"k\":".utf8) + output
            var members = JSONMembers(ofMembers: rest.span)
            _ = try members.nextName()
            let before = once.count
            let value = try members.value(unescapedInto: &once)
            #expect(Array(once[before...]) == text)
            #expect(value.string.range == (5..<rest.count - 1))
            #expect(value.hasEscapes == token.hasEscapes)
        }
    }

    @Test(arguments: [
        (#"\u0041\u00e9\u20AC\ud83d\ude00z"#, "Aé€😀z"), (#"\/\\\"\b\f\n\r\t"#, "/\\\"\u{8}\u{c}\n\r\t"),
        (#"\u0000"#, "\0"), (#"\uDBFF\uDFFF"#, "\u{10FFFF}"), ("", ""),
    ])
    func escapesStandForTheirCharacters(inner: String, expected: String) {
        var output: [UInt8] = []
        JSONText.appendUnescaped(Array(inner.utf8).span, to: &output)
        #expect(String(decoding: output, as: UTF8.self) == expected)
    }

    @Test func numbers() {
        func written(_ write: (inout [UInt8]) -> Void) -> String {
            var output: [UInt8] = []
            write(&output)
            return String(decoding: output, as: UTF8.self)
        }
        for number in [0, 7, 10, -1, 1_234_567_890, Int.max, Int.min] {
            #expect(written { JSONText.appendNumber(number, to: &$0) } == String(number))
        }
        for (number, text) in [(0.1, "0.1"), (1e300, "1e+300"), (-2, "-2.0"), (.infinity, "null"), (.nan, "null")] {
            #expect(written { JSONText.appendNumber(number, to: &$0) } == text)
        }
    }
}
