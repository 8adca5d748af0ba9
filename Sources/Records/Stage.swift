/// Changes a batch in place, or drops records from it. A stage sees each record by itself, so that results do not
/// depend on where batches end.
package protocol Stage: Sendable {
    /// Names of the rules by which it may drop a record; `Batch.drop` takes an index into them.
    var rules: [String] { get }
    func process(_ batch: inout Batch) throws(DataError)
}
