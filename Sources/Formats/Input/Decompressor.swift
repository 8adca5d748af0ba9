/// Why compressed data cannot be read on.
struct DecompressionFault: Error, Equatable {
    var cause: String
}

/// What one call of a decompressor came to.
struct DecompressionStep {
    var consumed = 0
    var produced = 0
    /// Set when the data is corrupt; what was produced before is good.
    var fault: DecompressionFault?
}

/// A streaming decompressor of one format, which goes on from one member, frame or stream to the next.
protocol Decompressor: AnyObject {
    /// The data may end here.
    var isBetweenStreams: Bool { get }
    func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecompressionStep
}
