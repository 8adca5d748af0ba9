/// How documents become rows.
package struct RowPlan: Sendable {
    package enum Packing: String, Codable, Sendable, CaseIterable {
        /// One after the other, cut at the length of a row.
        case concatenate
        /// One after the other, a new row where the next does not fit.
        case complete
        /// Whole, those together that fill a row best.
        case whole
    }

    /// Tokens a row.
    package var length: Int
    package var packing = Packing.concatenate
    /// Given, documents are joined and cut into what its examples take.
    package var objective: (any Objective)?
    package var fillInTheMiddle: FillInTheMiddle?
    package var end: Int32?
    package var seed: UInt64 = 0

    package init(length: Int) { self.length = max(1, length) }

    package var columns: [RowColumn] {
        switch objective {
        case is BlankInfilling: [.inputs, .labels, .prefixLength, .positions, .blockPositions]
        case let prefix as PrefixLM where prefix.model == .decoder: [.inputs, .labels, .prefixLength]
        case .some: [.inputs, .labels]
        case .none: packing == .concatenate ? [.inputs, .labels] : [.inputs, .labels, .lengths]
        }
    }
}
