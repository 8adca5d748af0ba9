package import Records

/// What a search for repeated pieces is for: everything that its result depends on besides the documents.
package struct PieceOptions: Sendable {
    package var method: PieceMethod
    /// Which document's piece stays.
    package var keep: KeepPolicy
    /// Field whose value documents must share.
    package var within: RecordField?

    /// - Throws: for values that mean nothing.
    package init(method: PieceMethod, keep: KeepPolicy = .init(), within: RecordField? = nil) throws(DataError) {
        switch method {
        case .lines(let options): try options.check()
        case .substring(let options): try options.check()
        }
        self.method = method
        self.keep = keep
        self.within = within
    }

    /// What is known of a document: its group and its place by the keep policy.
    func entry(of batch: Batch, _ index: Int, scratch: inout [UInt8]) throws(DataError) -> DocumentEntry {
        var entry = DocumentEntry()
        if let within {
            entry.group = try within.withValue(of: batch, index, scratch: &scratch) { ContentHash.xxh3($0) }
        }
        entry.order = try keep.values(of: batch, index, scratch: &scratch)
        return entry
    }
}
