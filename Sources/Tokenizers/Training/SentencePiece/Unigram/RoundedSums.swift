internal import Glibc

/// The two sums of learning, log(eˣ + eʸ) and s + n·eˣ, in doubles rounded to floats: quick approximations where these
/// are certain to round as the C library's functions do, else the C library's.
struct RoundedSums {
    /// Steps of the tables in each unit: their points are at most 1/64 from any value.
    private static let steps = 32
    /// The exponential of this, or of less, does not change a float of less than -1: log(2⁻²⁵) is greater.
    private static let least: Float = -18

    /// log(1 + eᵗ) for t from `least` to 0: coefficients of the Taylor polynomial of fifth degree at each step.
    private let softplus: [Double]
    /// 2^(k/64).
    private let powers: [Double]

    init() {
        var softplus: [Double] = []
        for step in stride(from: Int(Self.least) * Self.steps, through: 0, by: 1) {
            let point = Double(step) / Double(Self.steps)
            let s = 1 / (1 + exp(-point))
            let first = s * (1 - s)
            let second = first * (1 - 2 * s)
            let third = first * (1 - 6 * s + 6 * s * s)
            let fourth = first * (1 - 2 * s) * (1 - 12 * s + 12 * s * s)
            softplus += [log1p(exp(point)), s, first / 2, second / 6, third / 24, fourth / 120, 0, 0]
        }
        self.softplus = softplus
        powers = (0..<64).map { exp2(Double($0) / 64) }
    }

    func withTables<Result>(_ body: (Tables) -> Result) -> Result {
        softplus.withUnsafeBufferPointer { softplus in
            powers.withUnsafeBufferPointer { powers in body(Tables(softplus: softplus, powers: powers)) }
        }
    }

    struct Tables {
        fileprivate let softplus: UnsafeBufferPointer<Double>
        fileprivate let powers: UnsafeBufferPointer<Double>

        /// log(exp(sum) + exp(value)), where one of them may be -∞.
        @inline(__always)
        func logSum(_ sum: Float, _ value: Float) -> Float {
            let (less, more) = (min(sum, value), max(sum, value))
            guard more < -1 else { return exactLogSum(less, more) }
            let difference = less - more
            if difference < RoundedSums.least { return more }
            let scaled = (Double(difference) - Double(RoundedSums.least)) * Double(RoundedSums.steps)
            let shifted = scaled + Self.rounding
            let t = (scaled - (shifted - Self.rounding)) / Double(RoundedSums.steps)
            let place = Self.integer(shifted) &* 8
            // Two halves, which a processor does side by side.
            let square = t * t
            let low = softplus[place] + softplus[place &+ 1] * t
            let middle = softplus[place &+ 2] + softplus[place &+ 3] * t
            let high = softplus[place &+ 4] + softplus[place &+ 5] * t
            let result = Double(more) + (low + square * (middle + square * high))
            return isCertain(result) ? Float(result) : exactLogSum(less, more)
        }

        @inline(never)
        private func exactLogSum(_ less: Float, _ more: Float) -> Float {
            if more > less + 50 { return more }
            return Float(Double(more) + log1p(exp(Double(less - more))))
        }

        /// sum + count · exp(exponent), for a sum and a count that are not negative.
        @inline(__always)
        func add(_ count: Double, exp exponent: Float, to sum: Float) -> Float {
            let x = Double(exponent)
            // e⁻³⁶ < 2⁻⁵¹, which is less than half of the sum's last bit.
            if x < -36 && Double(sum) > count * 0x1p-26 { return sum }
            guard x > -600 && x < 1 else { return Float(Double(sum) + count * exp(x)) }
            // x = (64 k + j) · log(2) / 64 + t
            let shifted = x * 92.332482616893656877 + Self.rounding
            let (whole, step) = (shifted - Self.rounding, Self.integer(shifted))
            let t = (x - whole * 0x1.62e42fee00000p-7) - whole * 0x1.a39ef35793c76p-39
            let square = t * t
            let tail = (1.0 / 6 + t * (1.0 / 24)) + square * (1.0 / 120)
            let polynomial = 1 + (t + square * (0.5 + t * tail))
            let scale = Double(bitPattern: UInt64(bitPattern: Int64(1023 &+ (step >> 6))) << 52)
            let result = Double(sum) + count * (powers[step & 63] * polynomial * scale)
            return isCertain(result) ? Float(result) : Float(Double(sum) + count * exp(x))
        }

        /// Rounds a double to an integer that is added to it, in its last bits.
        private static let rounding = 0x1.8p52

        @inline(__always)
        private static func integer(_ shifted: Double) -> Int {
            Int(truncatingIfNeeded: Int32(truncatingIfNeeded: shifted.bitPattern))
        }

        /// Whether a normal double is too far from the middle of two floats for its last nine bits to matter.
        @inline(__always)
        private func isCertain(_ value: Double) -> Bool {
            let rest = Int(truncatingIfNeeded: value.bitPattern & 0x1FFF_FFFF) &- 0x1000_0000
            return abs(rest) > 512
        }
    }
}
