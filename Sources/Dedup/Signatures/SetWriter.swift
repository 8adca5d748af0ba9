internal import Foundation
package import Records

/// Writes the sets of shingles of the documents of a part that are to be compared, and where they are: 16 bytes for every
/// document, place in bytes and count.
package struct SetWriter {
    private var shingles: Shingles
    private let field: RecordField
    /// In order; nil for all.
    private var wanted: ArraySlice<UInt64>?
    private let places: AtomicFile
    private let sets: AtomicFile
    private var ordinal = 0
    private var scratch: [UInt8] = []

    /// - Parameter wanted: the file of ordinals whose sets are asked for; nil for all.
    package init(
        files: SignatureFiles, shingle: ShingleKind, field: RecordField, wanted: String?
    ) throws(DataError) {
        shingles = Shingles(shingle)
        self.field = field
        self.wanted = try wanted.map(Self.load)?[...]
        places = try AtomicFile(path: files.places)
        sets = try AtomicFile(path: files.sets)
    }

    package mutating func append(_ batch: Batch) throws(DataError) {
        for index in 0..<batch.count {
            var set: [UInt64] = []
            if isWanted() {
                set = try field.withValue(of: batch, index, scratch: &scratch) { shingles.set(of: $0) }
            }
            try places.write(words: [UInt64(sets.byteCount), UInt64(set.count)].span)
            try sets.write(words: set.span)
            ordinal += 1
        }
    }

    private mutating func isWanted() -> Bool {
        guard let next = wanted?.first else { return wanted == nil }
        guard next == ordinal else { return false }
        wanted?.removeFirst()
        return true
    }

    private static func load(_ path: String) throws(DataError) -> [UInt64] {
        guard let data = FileManager.default.contents(atPath: path), data.count % 8 == 0 else {
            throw DataError(
                "cannot read the list of documents to compare", file: path, mend: "run the same command again")
        }
        return data.withUnsafeBytes { raw in
            (0..<raw.count / 8).map { UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self)) }
        }
    }

    package func finish() throws(DataError) -> [Receipt.File] { [try places.receipt(), try sets.receipt()] }
}
