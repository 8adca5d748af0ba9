import Records

/// Turns the elements of one kind of document into records.
protocol XMLDialect {
    mutating func start(_ tag: XMLTag, _ records: inout XMLRecords)
    /// - Parameter limit: bytes a record may have; what comes beyond need not be kept.
    mutating func text(_ text: Span<UInt8>, limit: Int)
    mutating func end(_ name: UnsafePointer<UInt8>, _ records: inout XMLRecords)
}
