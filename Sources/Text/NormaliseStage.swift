package import Records

/// Brings texts into one form: NFC, line ends as `\n`, no control characters, no white space at line ends, at most one
/// blank line between paragraphs.
package struct NormaliseStage: Stage, Defaulted {
    package init() {}

    package var rules: [String] { [] }

    package func process(_ batch: inout Batch) throws(DataError) {
        var tidied: [UInt8] = []
        batch.texts.rewrite { _, text, output in
            tidied.removeAll(keepingCapacity: true)
            Tidying.append(text, to: &tidied)
            // Composed last: what a control character kept apart may compose now that it is gone.
            if Composition.isComposed(tidied.span) {
                output.append(contentsOf: tidied)
            } else {
                Composition.append(tidied.span, to: &output)
            }
        }
    }
}
