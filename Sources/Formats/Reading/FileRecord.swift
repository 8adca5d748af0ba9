/// What a reader makes of a file that is one record.
struct FileRecord {
    var text: [UInt8]
    var language: [UInt8] = []
    /// Strings of the record's rest by their names; empty ones are left out.
    var members: [(name: String, value: [UInt8])] = []
}
