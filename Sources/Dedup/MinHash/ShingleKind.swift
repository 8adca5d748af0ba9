/// What a text's shingles are.
package struct ShingleKind: Sendable, Equatable {
    /// Words or characters in one.
    package var size: Int
    package var unit: ShingleUnit
}
