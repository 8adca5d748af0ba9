import Records

/// Turns the elements of one kind of document into records.
protocol XMLDialect {
    /// Names of the elements that records begin with: after a fault the next of them is looked for.
    var recordElements: [[UInt8]] { get }
    /// - Parameter depth: of the element; the root's is 1.
    mutating func start(_ tag: XMLTag, depth: Int, _ records: inout XMLRecords)
    mutating func text(_ text: UnsafeBufferPointer<UInt8>, _ records: inout XMLRecords)
    mutating func end(_ name: UnsafePointer<UInt8>, depth: Int, _ records: inout XMLRecords)
    /// Gives up the record at hand, if there is one: where it began and what was read of it. The parser goes on with a
    /// record's element in `depth` elements that are open around it.
    mutating func abandon() -> (begin: XMLPlace, depth: Int, beginning: [UInt8])?
    /// Puts out records that had to wait for the document's end.
    ///
    /// - Returns: false when there are no more.
    mutating func finish(_ records: inout XMLRecords, limit: Batch.Limit) throws(DataError) -> Bool
}

extension XMLDialect {
    mutating func finish(_ records: inout XMLRecords, limit: Batch.Limit) throws(DataError) -> Bool { false }
}
