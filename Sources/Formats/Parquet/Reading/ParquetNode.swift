/// A node of a Parquet schema as it becomes JSON.
struct ParquetNode {
    indirect enum Shape {
        case leaf
        case structure([ParquetNode])
        /// - Parameters:
        ///   - element: one node.
        ///   - definition: the level from which the list has elements.
        ///   - repetition: the level at which it goes on.
        case list(element: [ParquetNode], definition: Int, repetition: Int)
        /// Key and value.
        case map([ParquetNode], definition: Int, repetition: Int)
    }

    var name: [UInt8]
    /// The definition level from which it is not null.
    var definition: Int
    var isOptional: Bool
    /// Leaves in it.
    var columns: Range<Int>
    var shape: Shape

    var isLeaf: Bool {
        if case .leaf = shape { true } else { false }
    }
}
