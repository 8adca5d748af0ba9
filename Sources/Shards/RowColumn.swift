/// A column of training rows, by the name that trainers look for.
package enum RowColumn: String, Sendable, CaseIterable {
    case inputs = "input_ids"
    case labels
    case lengths
    case prefixLength = "prefix_length"
    case positions = "position_ids"
    case blockPositions = "block_position_ids"

    /// Whether a row holds a number in it; else a list.
    var isNumber: Bool { self == .prefixLength }

    func values(_ row: TrainingRow) -> [Int32] {
        switch self {
        case .inputs: row.inputs
        case .labels: row.labels
        case .lengths: row.lengths
        case .prefixLength: [Int32(truncatingIfNeeded: row.prefixLength ?? 0)]
        case .positions: row.positions
        case .blockPositions: row.blockPositions
        }
    }
}
