/// A sequence as a trainer takes it.
package struct TrainingRow: Hashable, Sendable {
    /// What the model reads: of an encoder and decoder what the encoder reads.
    package var inputs: [Int32] = []
    /// Of an encoder and decoder what the decoder writes; else as many as inputs, `BlockPacker.ignored` where nothing is
    /// trained on.
    package var labels: [Int32] = []
    /// How many inputs each example has that was packed into it, in order; empty where that is not known.
    package var lengths: [Int32] = []
    /// How many inputs see each other, of a model that otherwise sees what lies before.
    package var prefixLength: Int?
    /// Where each input stands in the text, and in its span (GLM).
    package var positions: [Int32] = []
    package var blockPositions: [Int32] = []

    package init(inputs: [Int32] = [], labels: [Int32] = [], prefixLength: Int? = nil) {
        self.inputs = inputs
        self.labels = labels
        self.prefixLength = prefixLength
    }

    mutating func append(_ document: TokenExample) {
        inputs += document.ids
        labels += document.labels
        lengths.append(Int32(truncatingIfNeeded: document.ids.count))
    }
}
