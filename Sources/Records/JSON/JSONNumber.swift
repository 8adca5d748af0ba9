/// A JSON number as it was written, so that nothing of it is lost.
package struct JSONNumber: Sendable, Hashable {
    /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`
    package let text: String

    /// - Parameter text: passed by `JSONScanner` before.
    init(verbatim text: String) { self.text = text }

    package init(_ number: Int) { text = String(number) }

    /// nil for infinities and NaN, which JSON cannot write.
    package init?(_ number: Double) {
        guard number.isFinite else { return nil }
        text = number.description
    }

    /// The value, if it is written without fraction and exponent and fits.
    package var int: Int? { Int(text) }

    /// The nearest double; infinite beyond its range, as in Python.
    package var double: Double { Double(text) ?? .nan }
}
