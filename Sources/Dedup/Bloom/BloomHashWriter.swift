package import Records

/// The map side of `bloom`: writes a hash of 128 bits of each document of a part, in their order; 0 of one in which there
/// is nothing to compare.
package struct BloomHashWriter {
    private let field: RecordField
    private let within: RecordField?
    private var hasher: ExactHash
    private let file: AtomicFile
    private var scratch: [UInt8] = []

    package init(path: String, options: BloomOptions, within: RecordField?) throws(DataError) {
        field = try RecordField(options.by)
        self.within = within
        hasher = ExactHash(options.exact)
        file = try AtomicFile(path: path)
    }

    package mutating func append(_ batch: Batch) throws(DataError) {
        for index in 0..<batch.count {
            var hash: (UInt64, UInt64)?
            if batch.isKept(index) {
                hash = try field.withValue(of: batch, index, scratch: &scratch) { hasher.hash($0) }
            }
            if let within, let (high, low) = hash {
                let group = try within.withValue(of: batch, index, scratch: &scratch) { ContentHash.xxh3($0) }
                hash = (high ^ group, low &+ group)
            }
            try file.write(words: [hash?.0 ?? 0, hash?.1 ?? 0].span)
        }
    }

    package func finish() throws(DataError) -> [Receipt.File] { [try file.receipt()] }
}
