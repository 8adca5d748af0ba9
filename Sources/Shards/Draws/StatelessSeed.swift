package import Records

/// A seed of TensorFlow's stateless draws, which seqio and t5 make their examples with: the same numbers to the bit
/// (tensorflow/core/kernels/stateless_random_ops.cc, `GenerateKey`; core/lib/random/random_distributions.h).
package struct StatelessSeed: Hashable, Sendable {
    package var low: Int64
    package var high: Int64

    package init(_ low: Int64, _ high: Int64) {
        self.low = low
        self.high = high
    }

    /// Draws of other kinds from the same seed.
    package var philox: Philox {
        let key = Self.words(low, high)
        let mixed = Philox.block(counter: key, key: [0x3EC8_F720, 0x0246_1E29])
        return Philox(
            key: UInt64(mixed[0]) | UInt64(mixed[1]) << 32, counter: (0, UInt64(mixed[2]) | UInt64(mixed[3]) << 32))
    }

    private static func words(_ low: Int64, _ high: Int64) -> Philox.Words {
        let (low, high) = (UInt64(bitPattern: low), UInt64(bitPattern: high))
        return [
            UInt32(truncatingIfNeeded: low), UInt32(truncatingIfNeeded: low >> 32),
            UInt32(truncatingIfNeeded: high), UInt32(truncatingIfNeeded: high >> 32),
        ]
    }

    /// `tf.random.stateless_uniform`: numbers in [0, 1) with 23 bits.
    package func uniforms(_ count: Int) -> [Float] {
        var draw = philox
        return (0..<count).map { _ in Float(bitPattern: 0x3F80_0000 | draw.next32() & 0x7F_FFFF) - 1 }
    }

    /// `tf.random.stateless_uniform` of 32-bit integers in a range that is not empty.
    package func integers(_ count: Int, in range: Range<Int32>) -> [Int32] {
        var draw = philox
        let width = UInt32(bitPattern: range.upperBound &- range.lowerBound)
        return (0..<count).map { _ in range.lowerBound &+ Int32(bitPattern: draw.next32() % width) }
    }

    /// `tf.random.experimental.stateless_split`.
    package func split(_ count: Int) -> [StatelessSeed] {
        var draw = philox
        return (0..<count).map { _ in
            let low = Int64(bitPattern: draw.next())
            return StatelessSeed(low, Int64(bitPattern: draw.next()))
        }
    }

    /// seqio's `stateless_shuffle`: which of `count` things comes first, second, and so on.
    package func shuffled(_ count: Int) -> [Int] {
        let keys = uniforms(count)
        return (0..<count).sorted { (keys[$0], $0) < (keys[$1], $1) }
    }
}
