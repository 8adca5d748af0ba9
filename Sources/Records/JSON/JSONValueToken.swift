/// A JSON value that has been checked and passed over.
package struct JSONValueToken: Sendable, Equatable {
    package enum Kind: Sendable { case string, number, object, array, `true`, `false`, null }

    package var kind: Kind
    /// All of it, a string with its quotes.
    package var range: Range<Int>
    /// A string with escapes in it.
    package var hasEscapes: Bool

    /// What lies between the quotes of a string.
    package var string: JSONStringToken {
        JSONStringToken(range: (range.lowerBound &+ 1)..<(range.upperBound &- 1), hasEscapes: hasEscapes)
    }
}
