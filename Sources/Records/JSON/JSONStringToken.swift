/// A JSON string as it lies in the bytes.
package struct JSONStringToken: Sendable, Equatable {
    /// Between the quotes.
    package var range: Range<Int>
    package var hasEscapes: Bool

    package init(range: Range<Int>, hasEscapes: Bool) {
        self.range = range
        self.hasEscapes = hasEscapes
    }
}
