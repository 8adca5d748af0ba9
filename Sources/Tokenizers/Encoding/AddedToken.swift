/// A token that is recognised in a text before it is cut into pre-tokens.
package struct AddedToken: Sendable, Equatable {
    package var id: Int32
    package var content: String
    /// Found only where no letter or number touches it.
    package var isWholeWord = false
    /// Takes the white space before it along.
    package var stripsLeft = false
    /// Takes the white space after it along.
    package var stripsRight = false
    /// Whether it is looked for in the normalised text, after those that are not.
    package var isNormalized = false
    /// Left out of decoded text on demand.
    package var isSpecial = true

    package init(id: Int32, content: String) {
        self.id = id
        self.content = content
    }
}
