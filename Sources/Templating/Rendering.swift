/// What a template printed.
package struct Rendering: Sendable {
    /// UTF-8.
    package var bytes: [UInt8]
    /// Byte ranges that stood between `generation` and `endgeneration`, in order.
    package var generations: [Range<Int>]
    /// Byte ranges that expressions printed, in order; none unless asked for.
    package var variables: [Range<Int>]
}
