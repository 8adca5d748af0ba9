/// A document or example as tokens.
package struct TokenExample: Sendable {
    package var ids: [Int32] = []
    /// As many as ids: the id where the token is trained on, `BlockPacker.ignored` where it is not.
    package var labels: [Int32] = []
    /// Bytes of the text that the ids stand for, without the end-of-document token.
    package var textBytes = 0
    package init() {}
}
