package import Records

/// Makes training rows of documents that come one after the other.
package protocol RowPacker {
    typealias Emit = (TrainingRow) throws(DataError) -> Void

    mutating func append(_ document: TokenExample, emit: Emit) throws(DataError)

    /// Emits what is left: no token is lost.
    mutating func finish(emit: Emit) throws(DataError)
}
