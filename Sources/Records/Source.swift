/// Reads a part into batches.
package protocol Source {
    /// Appends records to `batch` until `limit` is reached or the part ends, unreadable ones to `batch.bad`.
    ///
    /// - Returns: false when there is nothing more to read.
    /// - Throws: `DataError` when the part as a whole cannot be read on (missing file, truncated compression).
    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool
}
