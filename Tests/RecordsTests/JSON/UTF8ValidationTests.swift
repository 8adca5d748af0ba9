import Testing

@testable import Records

@Suite struct UTF8ValidationTests {
    /// The twin: the standard library's decoder, a scalar at a time.
    static func firstFaultSlowly(_ bytes: [UInt8]) -> Int? {
        var offset = 0
        var decoder = UTF8()
        var source = bytes.makeIterator()
        while true {
            switch decoder.decode(&source) {
            case .scalarValue(let scalar): offset += UTF8.width(scalar)
            case .emptyInput: return nil
            case .error: return offset
            }
        }
    }

    @Test func everyTwoAndThreeByteStart() {
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max {
                for tail: [UInt8] in [[], [0x80], [0x80, 0x80], [0x41, 0x42]] {
                    let bytes = [first, second] + tail
                    let expected = Self.firstFaultSlowly(bytes)
                    #expect(UTF8Validation.firstFault(in: bytes.span) == expected)
                    let long = [UInt8](repeating: 0x61, count: 21) + bytes + [UInt8](repeating: 0x62, count: 40)
                    #expect(UTF8Validation.firstFault(in: long.span) == Self.firstFaultSlowly(long))
                }
            }
        }
    }

    @Test func randomTextWithRandomFaults() {
        var draws = Philox(key: 11, counter: (0, 0))
        let alphabets = ["abc de", "жзий к", "हिन्दी", "日本語の", "😀🌍", "a é € 😀 z"].map { Array($0.unicodeScalars) }
        for _ in 0..<4000 {
            var text = String.UnicodeScalarView()
            while text.count < Int.random(in: 0...120, using: &draws) {
                let alphabet = alphabets[Int.random(in: 0..<alphabets.count, using: &draws)]
                for _ in 0..<Int.random(in: 1...40, using: &draws) {
                    text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &draws)])
                }
            }
            var bytes = Array(String(text).utf8)
            #expect(UTF8Validation.firstFault(in: bytes.span) == nil)
            guard !bytes.isEmpty else { continue }
            for _ in 0..<3 {
                let place = Int.random(in: 0..<bytes.count, using: &draws)
                bytes[place] = UInt8.random(in: 0x70...0xFF, using: &draws)
                #expect(UTF8Validation.firstFault(in: bytes.span) == Self.firstFaultSlowly(bytes))
            }
        }
    }
}
