internal import Foundation
package import Records

/// Writes the removals of a part, in order of their ordinals: u64 ordinal, f64 similarity, u64 length, the kept id.
struct RemovalsWriter {
    private let file: AtomicFile

    init(path: String) throws(DataError) { file = try AtomicFile(path: path) }

    func append(_ removal: Removal) throws(DataError) {
        for word in [UInt64(removal.ordinal), removal.jaccard.bitPattern, UInt64(removal.keptID.count)] {
            try withUnsafeBytes(of: word.littleEndian) { (raw) throws(DataError) in try file.write(raw) }
        }
        try file.write(removal.keptID)
    }

    func finish() throws(DataError) -> Receipt.File {
        let hash = try file.commit()
        return Receipt.File(path: file.path, bytes: file.byteCount, hash: hash)
    }
}

/// Reads them back.
package enum Removals {
    package static func load(path: String) throws(DataError) -> [Removal] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DataError("cannot read the removals", file: path, mend: "run the same command again")
        }
        let bytes = [UInt8](data)
        var removals: [Removal] = []
        var place = 0
        func word() throws(DataError) -> UInt64 {
            guard place + 8 <= bytes.count else {
                throw DataError(
                    "the removals are damaged", file: path, mend: "delete the file and run the same command again")
            }
            defer { place += 8 }
            return bytes.withUnsafeBytes {
                UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            }
        }
        while place < bytes.count {
            let (ordinal, jaccard, length) = (try word(), try word(), Int(clamping: try word()))
            guard length <= bytes.count - place else { throw DataError("the removals are damaged", file: path) }
            removals.append(
                Removal(
                    ordinal: Int(clamping: ordinal), jaccard: Double(bitPattern: jaccard),
                    keptID: Array(bytes[place..<place + length])))
            place += length
        }
        return removals
    }
}
