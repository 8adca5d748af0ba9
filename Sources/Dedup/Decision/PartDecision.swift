internal import Foundation
package import Records

/// What was decided on the documents of a part.
package struct PartDecision: Sendable, Equatable {
    /// A document whose text the report shows.
    package struct Shown: Sendable, Equatable {
        package var ordinal: Int
        /// Number of its cluster.
        package var cluster: Int
        package var isKept: Bool
    }

    /// Both in order of ordinals.
    package var shown: [Shown] = []
    package var removals: [Removal] = []
}

/// Writes the decision on a part: u64 count of documents to show; of each u64 ordinal, cluster and 1 if it is kept; then of
/// each removal u64 ordinal, f64 similarity, u64 band, u64 length and the id of the document that stays.
struct PartDecisionWriter {
    private let file: AtomicFile

    init(path: String, shown: [PartDecision.Shown]) throws(DataError) {
        file = try AtomicFile(path: path)
        var words = [UInt64(shown.count)]
        for document in shown {
            words += [UInt64(document.ordinal), UInt64(document.cluster), document.isKept ? 1 : 0]
        }
        try file.write(words: words.span)
    }

    func append(_ removal: Removal) throws(DataError) {
        let words = [
            UInt64(removal.ordinal), removal.similarity.bitPattern, UInt64(removal.band), UInt64(removal.keptID.count),
        ]
        try file.write(words: words.span)
        try file.write(removal.keptID)
    }

    func finish() throws(DataError) -> Receipt.File { try file.receipt() }
}

extension PartDecision {
    package init(path: String) throws(DataError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DataError("cannot read the decision", file: path, mend: "run the same command again")
        }
        let bytes = [UInt8](data)
        let damaged = DataError(
            "the decision is damaged", file: path, mend: "delete the file and run the same command again")
        var place = 0
        func word() throws(DataError) -> UInt64 {
            guard place + 8 <= bytes.count else { throw damaged }
            defer { place += 8 }
            return bytes.withUnsafeBytes {
                UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            }
        }
        for _ in 0..<min(try word(), UInt64(bytes.count)) {
            let (ordinal, cluster) = (Int(clamping: try word()), Int(clamping: try word()))
            shown.append(Shown(ordinal: ordinal, cluster: cluster, isKept: try word() == 1))
        }
        while place < bytes.count {
            let (ordinal, similarity, band) = (try word(), try word(), try word())
            let length = Int(clamping: try word())
            guard length <= bytes.count - place else { throw damaged }
            removals.append(
                Removal(
                    ordinal: Int(clamping: ordinal), similarity: Double(bitPattern: similarity),
                    band: Int(clamping: band), keptID: Array(bytes[place..<place + length])))
            place += length
        }
    }
}
