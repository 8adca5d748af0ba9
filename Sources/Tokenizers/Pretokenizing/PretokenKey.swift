/// A pre-token of up to 15 bytes as two words: its bytes padded with zeros, the length in the last byte.
struct PretokenKey: Equatable, BitwiseCopyable {
    static let longest = 15

    var low: UInt64
    var high: UInt64

    init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    /// - Parameter length: from 1 to 15, inside the text; 16 makes a key that equals none of these.
    @inline(__always)
    init(_ text: ScannedText, _ start: Int, _ length: Int) {
        if start &+ 16 <= text.readable {
            low = text.word(start) & Self.ones(length)
            high = text.word(start &+ 8) & Self.ones(max(0, length &- 8))
        } else {
            low = Self.tail(text, start, min(8, length))
            high = Self.tail(text, start &+ 8, max(0, length &- 8))
        }
        high |= UInt64(truncatingIfNeeded: length) &<< 56
    }

    /// The lowest `count` bytes set; all from 8 on.
    @inline(__always)
    private static func ones(_ count: Int) -> UInt64 { (UInt64(1) << UInt64(truncatingIfNeeded: count &* 8)) &- 1 }

    private static func tail(_ text: ScannedText, _ start: Int, _ count: Int) -> UInt64 {
        var word: UInt64 = 0
        for place in 0..<max(0, count) { word |= UInt64(text.byte(start &+ place)) &<< UInt64(place &* 8) }
        return word
    }

    /// Without a branch.
    @inline(__always)
    func equals(_ other: PretokenKey) -> Bool { (low ^ other.low) | (high ^ other.high) == 0 }

    /// 0 for no key at all.
    @inline(__always)
    var length: Int { Int(high &>> 56) }

    /// Both halves of one wide product, as wyhash mixes (wangyi-fudan/wyhash, `_wymix`).
    @inline(__always)
    var hash: UInt64 {
        let product = (low ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: high ^ 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low
    }

    /// The key's bytes in memory order, as numbers that compare as byte strings do.
    var order: (UInt64, UInt64) { (low.byteSwapped, high.byteSwapped) }

    func append(to bytes: inout [UInt8]) {
        for place in 0..<length {
            let word = place < 8 ? low : high
            bytes.append(UInt8(truncatingIfNeeded: word >> UInt64((place & 7) * 8)))
        }
    }
}
