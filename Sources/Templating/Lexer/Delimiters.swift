/// The marks that set tags apart from text.
package struct Delimiters: Sendable, Hashable {
    package var blockStart: String
    package var blockEnd: String
    package var variableStart: String
    package var variableEnd: String
    package var commentStart: String
    package var commentEnd: String

    package init(
        blockStart: String = "{%", blockEnd: String = "%}", variableStart: String = "{{", variableEnd: String = "}}",
        commentStart: String = "{#", commentEnd: String = "#}"
    ) {
        self.blockStart = blockStart
        self.blockEnd = blockEnd
        self.variableStart = variableStart
        self.variableEnd = variableEnd
        self.commentStart = commentStart
        self.commentEnd = commentEnd
    }
}
