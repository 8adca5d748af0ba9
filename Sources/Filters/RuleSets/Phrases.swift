/// Finds short ASCII texts.
enum Phrases {
    static func hasByte(_ byte: UInt8, _ text: Span<UInt8>) -> Bool {
        text.withUnsafeBufferPointer { bytes in bytes.contains(byte) }
    }

    /// Whether a text holds one of the pairs of letters by which C4's phrases are told from most of what is written: `ja` of
    /// javascript, `ps` of lorem ipsum, `ms` of terms, `ok` of cookie, `cy` of policy.
    static func mayBeBoilerplate(_ text: Span<UInt8>) -> Bool {
        text.withUnsafeBufferPointer { bytes in
            var found: UInt8 = 0
            for index in 0..<max(0, bytes.count &- 1) {
                let (first, second) = (bytes[index] | 0x20, bytes[index &+ 1] | 0x20)
                found |= (first ^ 0x6A) | (second ^ 0x61) == 0 ? 1 : 0
                found |= (first ^ 0x70) | (second ^ 0x73) == 0 ? 1 : 0
                found |= (first ^ 0x6D) | (second ^ 0x73) == 0 ? 1 : 0
                found |= (first ^ 0x6F) | (second ^ 0x6B) == 0 ? 1 : 0
                found |= (first ^ 0x63) | (second ^ 0x79) == 0 ? 1 : 0
            }
            return found != 0
        }
    }

    /// Whether a phrase in lower case occurs, in letters of any case.
    static func contain(_ phrase: StaticString, _ text: Span<UInt8>) -> Bool {
        let count = phrase.utf8CodeUnitCount
        guard text.count >= count else { return false }
        let first = phrase.utf8Start[0]
        for start in 0...text.count - count where text[start] | 0x20 == first {
            var place = 1
            while place < count, lower(text[start + place]) == phrase.utf8Start[place] { place += 1 }
            if place == count { return true }
        }
        return false
    }

    /// Whether a phrase stands at an index as it is.
    static func stands(_ phrase: StaticString, _ text: Span<UInt8>, at index: Int) -> Bool {
        guard index + phrase.utf8CodeUnitCount <= text.count else { return false }
        return (0..<phrase.utf8CodeUnitCount).allSatisfy { text[index + $0] == phrase.utf8Start[$0] }
    }

    @inline(__always)
    private static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
