package import Records

/// The ids of documents in which pieces stay, for the rows that say what was removed: of the last ones asked for from
/// memory, since boilerplate stays in few.
package struct KeptIDs {
    private var store: SignatureStore
    private var recent = [(document: UInt32, id: [UInt8])?](repeating: nil, count: 256)

    package init(parts: [SignaturePart]) throws(DataError) { store = try SignatureStore(parts, known: 0) }

    package mutating func id(_ document: UInt32) throws(DataError) -> [UInt8] {
        let slot = Int(document) % recent.count
        if let held = recent[slot], held.document == document { return held.id }
        let id = try store.id(try store.check(UInt64(document)))
        recent[slot] = (document, id)
        return id
    }
}
