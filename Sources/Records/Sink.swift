/// Writes the batches of a part and says what it wrote.
package protocol Sink {
    mutating func write(_ batch: Batch) throws(DataError)
    /// Makes what was written durable and visible under its final name.
    mutating func finish() throws(DataError) -> Receipt
}
