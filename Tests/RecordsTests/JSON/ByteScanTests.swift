import Testing

@testable import Records

@Suite struct ByteScanTests {
    @Test func searchesMatchTheirTwins() {
        var draws = Philox(key: 3, counter: (0, 0))
        for _ in 0..<3000 {
            let count = Int.random(in: 0...100, using: &draws)
            let bytes = (0..<count).map { _ in
                draws.uniform() < 0.03 ? UInt8.random(in: 0...0xFF, using: &draws) : UInt8(ascii: "a")
            }
            let start = Int.random(in: 0...count, using: &draws)
            let plain = bytes[start...].firstIndex { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C } ?? count
            #expect(ByteScan.endOfPlainText(in: bytes.span, from: start) == plain)
            let wanted = UInt8.random(in: 0...0xFF, using: &draws)
            #expect(ByteScan.first(wanted, in: bytes.span, from: start) == bytes[start...].firstIndex(of: wanted))
        }
    }

    @Test(arguments: [0, 1, 15, 16, 17, 4079, 4080, 4081, 4096, 8191, 100_000])
    func countsEveryByte(length: Int) {
        let same = [UInt8](repeating: 10, count: length)
        #expect(ByteScan.count(10, in: same.span) == length)
        #expect(ByteScan.count(11, in: same.span) == 0)
        let every = (0..<length).map { UInt8(truncatingIfNeeded: $0 % 3) }
        #expect(ByteScan.count(1, in: every.span) == (length + 1) / 3)
    }

    @Test func countsCharacters() {
        var draws = Philox(key: 8, counter: (0, 0))
        let characters: [Character] = ["a", "é", "日", "🙂", "\n", "ß", "\u{7FF}", "\u{FFFF}"]
        for _ in 0..<500 {
            let length = Int.random(in: 0...9000, using: &draws) / Int.random(in: 1...50, using: &draws)
            let text = String((0..<length).map { _ in characters[draws.below(characters.count)] })
            #expect(ByteScan.characterCount(in: Array(text.utf8).span) == text.unicodeScalars.count)
        }
    }
}
