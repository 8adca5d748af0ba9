internal import Records

/// Ids of pre-tokens met before: text repeats itself, so that nearly every pre-token is found here. One a thread; its
/// size does not depend on the text. A class because it owns memory.
package final class EncodingCache {
    /// A short pre-token and its ids: up to three of them, else where they begin in `spilled`; last their number.
    private struct Entry {
        var key = PretokenKey(low: 0, high: 0)
        var ids = SIMD4<Int32>(repeating: 0)
    }

    private static let sets = 1 << 15
    private static let setShift = UInt64(64 - 15)
    private static let maximumSpilled = 1 << 20
    /// Longer pre-tokens are rare and not kept.
    private static let longest = 256
    private static let maximumLongBytes = 1 << 22

    /// Two entries a set, one cache line.
    private let entries: UnsafeMutablePointer<Entry>
    private var spilled: [Int32] = []
    private var long = ByteTable()
    private var longIDs: [Int32] = []
    private var longEnds: [Int] = []
    private var work = PieceWork()
    /// Ids of the batch at hand.
    private var output: UnsafeMutablePointer<Int32>
    private var capacity = 1 << 14
    private var count = 0
    /// Whose ids these are.
    private var owner: TokenizerIdentity?

    package init() {
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: Self.sets * 2 * MemoryLayout<Entry>.stride, alignment: 64)
        entries = memory.bindMemory(to: Entry.self, capacity: Self.sets * 2)
        entries.initialize(repeating: Entry(), count: Self.sets * 2)
        output = .allocate(capacity: capacity)
    }

    deinit {
        UnsafeMutableRawPointer(entries).deallocate()
        output.deallocate()
    }

    /// Forgets the ids of another tokenizer.
    func serve(_ identity: TokenizerIdentity) {
        if owner === identity { return }
        if owner != nil { removeAll() }
        owner = identity
    }

    private func removeAll() {
        entries.update(repeating: Entry(), count: Self.sets * 2)
        spilled.removeAll(keepingCapacity: true)
        removeLong()
    }

    private func removeLong() {
        long = ByteTable()
        longIDs.removeAll(keepingCapacity: true)
        longEnds.removeAll(keepingCapacity: true)
    }

    /// Ids of the pre-tokens that end at `ends`; valid until the next call.
    @inline(__always)
    func encode(
        _ text: ScannedText, from first: Int, _ ends: UnsafeBufferPointer<Int>, _ merger: PieceMerger
    ) -> UnsafeBufferPointer<Int32> {
        count = 0
        reserve(ends.count * (PretokenKey.longest + 1))
        var start = first
        var written = output
        for end in ends {
            let length = end &- start
            if length <= PretokenKey.longest {
                let key = PretokenKey(text, start, length)
                let set = entries + Int(truncatingIfNeeded: key.hash &>> Self.setShift) &* 2
                if set[0].key == key {
                    copy(set[0].ids, &written)
                } else if set[1].key == key {
                    let entry = set[1]
                    set[1] = set[0]
                    set[0] = entry
                    copy(entry.ids, &written)
                } else {
                    encodeNew(text, start, key, set + 1, merger, &written)
                }
            } else {
                count = written - output
                encodeLong(UnsafeBufferPointer(start: text.bytes + start, count: length), merger)
                reserve(ends.count * (PretokenKey.longest + 1))
                written = output + count
            }
            start = end
        }
        return UnsafeBufferPointer(start: output, count: written - output)
    }

    @inline(__always)
    private func copy(_ ids: SIMD4<Int32>, _ written: inout UnsafeMutablePointer<Int32>) {
        let number = Int(ids[3])
        if number <= 3 {
            UnsafeMutableRawPointer(written).storeBytes(of: ids, as: SIMD4<Int32>.self)
            written += number
        } else {
            copySpilled(ids, &written)
        }
    }

    private func copySpilled(_ ids: SIMD4<Int32>, _ written: inout UnsafeMutablePointer<Int32>) {
        let start = Int(ids[0])
        for place in start..<start + Int(ids[3]) {
            written.pointee = spilled[place]
            written += 1
        }
    }

    /// Room for `more` ids and one vector.
    private func reserve(_ more: Int) {
        let needed = count + more + 4
        if needed <= capacity { return }
        let larger = UnsafeMutablePointer<Int32>.allocate(capacity: needed * 2)
        larger.update(from: output, count: count)
        output.deallocate()
        output = larger
        capacity = needed * 2
    }

    @inline(never)
    private func encodeNew(
        _ text: ScannedText, _ start: Int, _ key: PretokenKey, _ entry: UnsafeMutablePointer<Entry>,
        _ merger: PieceMerger, _ written: inout UnsafeMutablePointer<Int32>
    ) {
        merger.encode(UnsafeBufferPointer(start: text.bytes + start, count: key.length), work: &work)
        let ids = work.ids
        for id in ids {
            written.pointee = id
            written += 1
        }
        var kept = SIMD4<Int32>(repeating: 0)
        kept[3] = Int32(truncatingIfNeeded: ids.count)
        if ids.count <= 3 {
            for (place, id) in ids.enumerated() { kept[place] = id }
        } else {
            if spilled.count + ids.count > Self.maximumSpilled { removeAll() }
            kept[0] = Int32(truncatingIfNeeded: spilled.count)
            spilled.append(contentsOf: ids)
        }
        entry.pointee = Entry(key: key, ids: kept)
    }

    @inline(never)
    private func encodeLong(_ piece: UnsafeBufferPointer<UInt8>, _ merger: PieceMerger) {
        if piece.count > Self.longest {
            merger.encode(piece, work: &work)
            return append(work.ids[...])
        }
        if long.strings.bytes.count > Self.maximumLongBytes { removeLong() }
        let index = long.insert(piece.span)
        if index == longEnds.count {
            merger.encode(piece, work: &work)
            longIDs.append(contentsOf: work.ids)
            longEnds.append(longIDs.count)
        }
        append(longIDs[(index == 0 ? 0 : longEnds[index - 1])..<longEnds[index]])
    }

    private func append(_ ids: ArraySlice<Int32>) {
        reserve(ids.count)
        for id in ids {
            output[count] = id
            count += 1
        }
    }
}
