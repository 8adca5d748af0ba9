/// Philox4x32-10, the counter-based generator of Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3"
/// (SC 2011, section 4.3). A value: the same seed, stage and record give the same draws on every machine and in any
/// order of work.
package struct Philox: RandomNumberGenerator, Sendable {
    package typealias Words = SIMD4<UInt32>

    private let key: SIMD2<UInt32>
    private var counter: Words
    private var words: Words = .zero
    private var used = 4

    /// Draws for one record in one stage.
    package init(seed: UInt64, stage: String, record: Span<UInt8>) {
        let stageKey = ContentHash.xxh3(Array(stage.utf8).span, seed: seed)
        let recordKey = ContentHash.xxh3(record)
        self.init(key: stageKey, counter: (0, recordKey))
    }

    /// - Parameters:
    ///   - key: 64 bits of key, low word first.
    ///   - counter: 128 bits of counter as (low, high).
    package init(key: UInt64, counter: (UInt64, UInt64)) {
        self.key = [UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32)]
        self.counter = [
            UInt32(truncatingIfNeeded: counter.0), UInt32(truncatingIfNeeded: counter.0 >> 32),
            UInt32(truncatingIfNeeded: counter.1), UInt32(truncatingIfNeeded: counter.1 >> 32),
        ]
    }

    /// Ten rounds on one counter.
    package static func block(counter: Words, key: SIMD2<UInt32>) -> Words {
        var c = counter
        var k = key
        for _ in 0..<10 {
            let product0 = UInt64(c[0]) * 0xD251_1F53
            let product1 = UInt64(c[2]) * 0xCD9E_8D57
            c = [
                UInt32(truncatingIfNeeded: product1 >> 32) ^ c[1] ^ k[0], UInt32(truncatingIfNeeded: product1),
                UInt32(truncatingIfNeeded: product0 >> 32) ^ c[3] ^ k[1], UInt32(truncatingIfNeeded: product0),
            ]
            k = k &+ [0x9E37_79B9, 0xBB67_AE85]
        }
        return c
    }

    package mutating func next32() -> UInt32 {
        if used == 4 {
            words = Self.block(counter: counter, key: key)
            used = 0
            for lane in 0..<4 {
                counter[lane] &+= 1
                if counter[lane] != 0 { break }
            }
        }
        defer { used += 1 }
        return words[used]
    }

    package mutating func next() -> UInt64 {
        let low = UInt64(next32())
        return low | UInt64(next32()) << 32
    }

    /// One of the numbers below `bound`, which is more than 0.
    package mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(max(1, bound))).high)
    }

    /// One of the places of `weights`, as often as its share of their sum; of nothing but zeros the last.
    package mutating func place(byWeights weights: [Double]) -> Int {
        var left = uniform() * weights.reduce(0, +)
        for (place, weight) in weights.enumerated() {
            left -= weight
            if left < 0 { return place }
        }
        return weights.count - 1
    }

    /// Uniform in [0, 1) with 53 bits.
    package mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }
}
