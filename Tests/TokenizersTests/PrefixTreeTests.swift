import Records
import Testing

@testable import Tokenizers

struct PrefixTreeTests {
    private static func word(_ letters: ClosedRange<UInt8>, _ lengths: ClosedRange<Int>, _ random: inout Philox)
        -> [UInt8]
    {
        (0..<Int.random(in: lengths, using: &random)).map { _ in UInt8.random(in: letters, using: &random) }
    }

    /// Few letters make deep trees, all bytes wide ones; many words fill the room that is given up.
    @Test(arguments: [(UInt8(97)...99, 1, 300), (0...255, 2, 5000), (97...122, 3, 20_000), (0...1, 4, 0)])
    func everyWordThatBeginsIsFound(letters: ClosedRange<UInt8>, seed: UInt64, count: Int) {
        var random = Philox(key: seed, counter: (9, 0))
        var values: [[UInt8]: Int32] = [:]
        for _ in 0..<count { values[Self.word(letters, 1...6, &random)] = Int32(values.count) }
        let tree = PrefixTree(values.map { (word: $0.key, value: $0.value) })
        for _ in 0..<2000 {
            let text = Self.word(letters, 0...12, &random) + Self.word(0...255, 0...2, &random)
            let expected = text.indices.compactMap { end in values[Array(text[...end])].map { [end + 1, Int($0)] } }
            var found: [[Int]] = []
            text.withUnsafeBufferPointer { text in
                tree.forEachPrefix(text, from: 0) { found.append([$0, Int($1)]) }
            }
            #expect(found == expected)
        }
    }
}
