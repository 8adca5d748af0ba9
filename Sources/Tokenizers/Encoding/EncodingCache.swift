internal import Records

/// Ids of pre-tokens met before: text repeats itself, so that nearly every pre-token is found here. One a thread.
package struct EncodingCache: Sendable {
    private struct Entry {
        var hash: UInt64
        var textStart: Int
        var idStart: Int
        var textCount: Int32
        var idCount: Int32
    }

    /// Once this many pre-tokens are held, the cache starts afresh: memory stays bounded.
    private static let capacity = 1 << 18
    /// Longer pre-tokens are rare and not kept.
    private static let longest = 64

    private var slots = [Int32](repeating: -1, count: capacity * 2)
    private var entries: [Entry] = []
    private var text: [UInt8] = []
    private var ids: [Int32] = []

    package init() {}

    mutating func encode(_ piece: Span<UInt8>, _ model: BPEModel, into output: inout [Int32]) {
        guard piece.count <= Self.longest else { return model.encode(piece, into: &output) }
        let hash = ContentHash.xxh3(piece)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.hash == hash && holds(entry, piece) {
                output.append(contentsOf: ids[entry.idStart..<entry.idStart + Int(entry.idCount)])
                return
            }
            slot = (slot + 1) & mask
        }
        let start = output.count
        model.encode(piece, into: &output)
        if entries.count >= Self.capacity { removeAll() } else { add(piece, hash, slot, output[start...]) }
    }

    private func holds(_ entry: Entry, _ piece: Span<UInt8>) -> Bool {
        guard Int(entry.textCount) == piece.count else { return false }
        for index in piece.indices where text[entry.textStart + index] != piece[unchecked: index] { return false }
        return true
    }

    private mutating func add(_ piece: Span<UInt8>, _ hash: UInt64, _ slot: Int, _ new: ArraySlice<Int32>) {
        slots[slot] = Int32(truncatingIfNeeded: entries.count)
        entries.append(
            Entry(
                hash: hash, textStart: text.count, idStart: ids.count,
                textCount: Int32(truncatingIfNeeded: piece.count),
                idCount: Int32(truncatingIfNeeded: new.count)))
        piece.withUnsafeBufferPointer { text.append(contentsOf: $0) }
        ids.append(contentsOf: new)
    }

    private mutating func removeAll() {
        for slot in slots.indices { slots[slot] = -1 }
        entries.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
        ids.removeAll(keepingCapacity: true)
    }
}
