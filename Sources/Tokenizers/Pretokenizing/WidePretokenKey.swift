/// A pre-token of 16 to 31 bytes as four words: its bytes padded with zeros, the length in the last byte.
struct WidePretokenKey {
    static let longest = 31

    var first: SIMD2<UInt64>
    var second: SIMD2<UInt64>

    init() {
        first = .zero
        second = .zero
    }

    /// - Parameter length: from 16 to 31, inside the text.
    @inline(__always)
    init(_ text: ScannedText, _ start: Int, _ length: Int) {
        // The last sixteen bytes, shifted down by those that the first sixteen hold already.
        let (low, high) = (text.word(start &+ length &- 16), text.word(start &+ length &- 8))
        let surplus = UInt64(truncatingIfNeeded: (32 &- length) &* 8)
        first = [text.word(start), text.word(start &+ 8)]
        second =
            surplus >= 64
            ? [high >> (surplus &- 64), 0] : [low &>> surplus | high << (64 &- surplus), high &>> surplus]
        second[1] |= UInt64(truncatingIfNeeded: length) &<< 56
    }

    @inline(__always)
    func equals(_ other: WidePretokenKey) -> Bool {
        let difference = (first ^ other.first) | (second ^ other.second)
        return difference[0] | difference[1] == 0
    }

    /// As in `PretokenKey`, twice.
    @inline(__always)
    var hash: UInt64 {
        let left = (first[0] ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: first[1] ^ 0xE703_7ED1_A0B4_28DB)
        let right = (second[0] ^ 0x8EBC_6AF0_9C88_C6E3).multipliedFullWidth(by: second[1] ^ 0x5899_65CC_7537_4CC3)
        return left.high ^ left.low ^ right.high ^ right.low
    }
}
