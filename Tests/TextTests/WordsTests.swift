import Records
import Testing

@testable import Text

@Suite struct WordsTests {
    private func words(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        var iterator = Words(bytes.span)
        var found: [String] = []
        while let range = iterator.next() { found.append(String(decoding: bytes[range], as: UTF8.self)) }
        return found
    }

    @Test(arguments: [
        ("Don't stop—it's 3.5 km!", ["Don't", "stop", "it's", "3", "5", "km"]),
        ("naïve ‘rock’n’roll’", ["naïve", "rock’n’roll"]),
        ("你好，世界", ["你", "好", "世", "界"]),
        ("カタカナとひらがな", ["カ", "タ", "カ", "ナ", "と", "ひ", "ら", "が", "な"]),
        ("ภาษาไทย", ["ภ", "า", "ษ", "า", "ไ", "ท", "ย"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("العَرَبِيَّة لغة", ["العَرَبِيَّة", "لغة"]),
        ("한국어 문장", ["한국어", "문장"]),
        ("", []), (" ,;. ", []),
    ])
    func areCutAsTheScriptWritesThem(text: String, expected: [String]) {
        #expect(words(text) == expected)
    }

    /// Marks stay with their letter: without them Thai and Khmer words would differ by nothing.
    @Test func marksOfUnspacedScriptsStay() {
        #expect(words("ที่นี่") == ["ที่", "นี่"])
    }

    /// 64 bytes at a time, against a twin that looks at one character after the other.
    @Test func blocksCutAsCharactersDo() {
        var random = Philox(key: 51, counter: (0, 0))
        let pieces = [
            "a", "B7", "word", "longerwordthanablock", "'", "’", " ", " ", "-", "é", "中", "ท", "ี", "\u{301}",
            "\u{200D}", "5", "\0",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            #expect(words(text) == wordsByCharacter(text), "\(text.debugDescription)")
        }
    }

    private func wordsByCharacter(_ text: String) -> [String] {
        let points = Array(text.unicodeScalars)
        func classOf(_ place: Int) -> CharacterClass { CharacterClass.of(points[place].value) }
        func isJoiner(_ place: Int) -> Bool { [0xAD, 0x200C, 0x200D].contains(points[place].value) }
        var found: [String] = []
        var place = 0
        while place < points.count {
            let start = place
            place += 1
            switch classOf(start) {
            case .unspacedLetter:
                while place < points.count, classOf(place) == .mark || isJoiner(place) { place += 1 }
            case .letter, .number:
                while place < points.count {
                    let isInside = [.letter, .number, .mark].contains(classOf(place)) || isJoiner(place)
                    let isApostrophe = points[place] == "'" || points[place] == "’"
                    guard isInside || isApostrophe && place + 1 < points.count && classOf(place + 1) == .letter else {
                        break
                    }
                    place += 1
                }
            default: continue
            }
            found.append(String(String.UnicodeScalarView(points[start..<place])))
        }
        return found
    }

    @Test func illFormedBytesAreNoWordsAndNoTrap() {
        let bytes: [UInt8] = [0xFF, 0xE4, 0xBD, 0x61, 0xF0, 0x9F, 0x80]
        var iterator = Words(bytes.span)
        #expect(iterator.next() == 3..<4)
        #expect(iterator.next() == nil)
    }
}

@Suite struct CodePointTests {
    /// Swift's own decoding is the oracle, for every scalar.
    @Test func everyScalarDecodesToItself() {
        var wrong = 0
        for point in UInt32(0)..<0x110000 {
            guard let scalar = Unicode.Scalar(point) else { continue }
            let bytes = Array(String(scalar).utf8)
            let decoded = CodePoint.decode(bytes.span, at: 0)
            if decoded.point != point || decoded.length != bytes.count { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test(arguments: [
        [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xE2, 0x82],
    ])
    func illFormedIsTheReplacementCharacter(bytes: [UInt8]) {
        let decoded = CodePoint.decode(bytes.span, at: 0)
        #expect(decoded.point == 0xFFFD && decoded.length == 1)
    }
}
