import Dedup
import Records
import Testing

@Suite struct ExactTests {
    private func removed(_ texts: [String], _ change: (inout ExactOptions) -> Void = { _ in }) throws -> [Int: Int] {
        try Corpus([texts]).search(.exact(change)).removals.mapValues(\.kept)
    }

    @Test func caseWhiteSpaceAndEncodingMakeNoDifferenceAndNothingElseDoes() throws {
        let found = try Corpus([
            ["Straße am  Fluss", "other", "", "\u{E9}te"],
            [
                "STRAẞE AM FLUSS", "straße\nAM\u{3000}FLUSS ", "other.", "", "Ünder", "üNDER", "e\u{301}te", "oth er",
                " \n ",
            ],
        ]).search(.exact())
        #expect(found.removals.mapValues(\.kept) == [4: 0, 5: 0, 9: 8, 10: 3])
        #expect(found.removals.values.allSatisfy { $0.similarity == 1 && $0.band == 0 })
        #expect(found.clusterSizes == [3: 1, 2: 2])
    }

    @Test func eachNormalisationByItself() throws {
        let variants = [
            "Zahl 12, Wort", "zahl 12, wort", "Zahl  12, Wort", "Zahl 12 Wort", "Zahl 7, Wort", "Zahl ١٢, Wort",
        ]
        #expect(try removed(variants) { $0.ignore = [] }.isEmpty)
        #expect(try removed(variants) { $0.ignore = [.case] } == [1: 0])
        #expect(try removed(variants) { $0.ignore = [.space] } == [2: 0])
        #expect(try removed(variants) { $0.ignore = [.punctuation] } == [3: 0])
        #expect(try removed(variants) { $0.ignore = [.digits] } == [4: 0, 5: 0])
        let all = try removed(variants) { $0.ignore = ExactOptions.Normalisation.allCases }
        #expect(all == [1: 0, 2: 0, 3: 0, 4: 0, 5: 0])
        #expect(try removed(["\u{E9}", "e\u{301}"]) { $0.ignore = [.nfc] } == [1: 0])
        #expect(try removed(["\u{E9}", "e\u{301}"]) { $0.ignore = [.case] }.isEmpty)
    }

    @Test func punctuationBetweenSpacesLeavesOne() throws {
        let found = try removed(["a , b", "a b", "a,b", "–a  b!", "٬a b"]) { $0.ignore = [.space, .punctuation] }
        #expect(found == [1: 0, 3: 0, 4: 0])
    }

    @Test func anyFieldMayBeCompared() throws {
        let documents = [
            #""url":"http://a\/b","n":1"#, #""n":2"#, #""url":"http://a/b""#, #""url":null"#, #""meta":{"url":"x"}"#,
            #""meta":{"url":"x","more":[1]},"url":"http://a/b/""#,
        ].map { Corpus.Document(text: "the same text", rest: $0) }
        let byURL = try Corpus(documents: [documents]).search(.exact { $0.by = "url" })
        #expect(byURL.removals.mapValues(\.kept) == [2: 0])
        let byMeta = try Corpus(documents: [documents]).search(.exact { $0.by = "meta.url" })
        #expect(byMeta.removals.mapValues(\.kept) == [5: 4])
        #expect(throws: DataError.self) { try RecordField("meta..url") }
    }

    /// The fast path writes byte by byte; this one thinks in characters.
    @Test func normalisationAgainstItsTwin() throws {
        var random = Philox(key: 5, counter: (0, 0))
        let alphabet = Array("aAbBzZ019 \t\n,.;ſßẞéÉЖж١٢Ⅳⅳǅ中の\u{A0}\u{2003}—¿").map(String.init)
        for ignore in [[], [.case], [.space], [.digits], [.punctuation], ExactOptions.Normalisation.allCases]
            as [[ExactOptions.Normalisation]]
        {
            let texts = (0..<3000).map { _ in
                (0..<Int.random(in: 1..<6, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "" }
                    .joined()
            }
            var first: [String: Int] = [:]
            var expected: [Int: Int] = [:]
            for (place, text) in texts.enumerated() {
                let normal = Self.normalised(text, Set(ignore))
                if normal.isEmpty { continue }
                if let kept = first[normal] { expected[place] = kept } else { first[normal] = place }
            }
            #expect(try removed(texts) { $0.ignore = ignore } == expected, "\(ignore)")
        }
    }

    private static func normalised(_ text: String, _ ignore: Set<ExactOptions.Normalisation>) -> String {
        var words: [[Unicode.Scalar]] = [[]]
        for scalar in text.unicodeScalars {
            let properties = scalar.properties
            let isNumber = [.decimalNumber, .letterNumber, .otherNumber].contains(properties.generalCategory)
            let isLetter = properties.isAlphabetic || isNumber
            if properties.isWhitespace {
                if ignore.contains(.space) { words.append([]) } else { words[words.count - 1].append(scalar) }
            } else if isNumber, ignore.contains(.digits) {
                if words[words.count - 1].last != "0" { words[words.count - 1].append("0") }
            } else if isLetter || !ignore.contains(.punctuation) {
                let mapping = String(scalar) == "ẞ" ? "ß" : String(scalar) == "ſ" ? "s" : properties.lowercaseMapping
                words[words.count - 1] += ignore.contains(.case) ? Array(mapping.unicodeScalars) : [scalar]
            }
        }
        return words.filter { !$0.isEmpty }.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    }
}
