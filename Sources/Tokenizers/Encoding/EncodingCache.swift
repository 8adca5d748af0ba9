internal import Records

/// Ids of pre-tokens met before: text repeats itself, so that nearly every pre-token is found here. One a thread; its
/// size does not depend on the text. A class because it owns memory.
package final class EncodingCache {
    /// A pre-token of up to 15 bytes and its ids: up to three of them, else where they begin in `spilled`; last their
    /// number.
    private struct Short: BitwiseCopyable {
        var key: PretokenKey
        var ids: SIMD4<Int32>
    }

    /// One of up to 31 bytes, with up to seven ids.
    private struct Wide: BitwiseCopyable {
        var key: WidePretokenKey
        var ids: SIMD8<Int32>
    }

    private static let batch = 512
    private static let maximumSpilled = 1 << 20
    /// Longer pre-tokens are rare and not kept.
    private static let longest = PieceMerger.shortPiece
    private static let maximumLongBytes = 1 << 22

    private let hot = CacheSets<Short>(bits: 11)
    private let short = CacheSets<Short>(bits: 17)
    private let wide = CacheSets<Wide>(bits: 15)
    private var spilled: [Int32] = []
    private var long = ByteTable()
    private var longIDs: [Int32] = []
    private var longEnds: [Int] = []
    /// Ends of the pre-tokens of the batch at hand, and their ids.
    let ends = UnsafeMutableBufferPointer<Int>.allocate(capacity: batch)
    private let keys = UnsafeMutablePointer<PretokenKey>.allocate(capacity: batch)
    private let sets = UnsafeMutablePointer<UnsafeMutablePointer<Short>>.allocate(capacity: batch)
    private var output: UnsafeMutablePointer<Int32>
    private var capacity = 1 << 14
    private var merger: PieceMerger?
    private var pieceCache: PieceCache?

    package init() { output = .allocate(capacity: capacity) }

    deinit {
        hot.deallocate()
        short.deallocate()
        wide.deallocate()
        ends.deallocate()
        keys.deallocate()
        sets.deallocate()
        output.deallocate()
    }

    /// The merger of these tables. The ids of another tokenizer are forgotten.
    @inline(__always)
    func merger(for tables: MergeTables) -> PieceMerger {
        if let merger, merger.tables === tables { return merger }
        return newMerger(tables)
    }

    /// What is kept of a SentencePiece model. That of another is forgotten.
    func pieces(for model: SentencePiece) -> PieceCache {
        if let pieceCache, pieceCache.owner === model { return pieceCache }
        let new = PieceCache(model)
        pieceCache = new
        return new
    }

    private func newMerger(_ tables: MergeTables) -> PieceMerger {
        if merger != nil { removeAll() }
        let new = PieceMerger(tables)
        merger = new
        return new
    }

    private func removeAll() {
        hot.removeAll()
        short.removeAll()
        wide.removeAll()
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
        // Short and wide pre-tokens have no more ids than bytes; room for longer ones is made when they come.
        let room = ends.count &* (WidePretokenKey.longest &+ 1)
        if room > capacity { reserve(room, used: 0) }
        findShort(text, from: first, ends)
        var start = first
        var written = output
        for (place, end) in ends.enumerated() {
            let length = end &- start
            if length <= PretokenKey.longest {
                let key = keys[place]
                let hot = sets[place]
                if hot[0].key == key {
                    copy(hot[0].ids, &written)
                } else if hot[1].key == key {
                    copy(hot[1].ids, &written)
                } else {
                    encodeCold(text, start, key, hot, merger, &written)
                }
            } else if length <= WidePretokenKey.longest {
                encodeWide(text, start, length, merger, &written)
            } else {
                encodeLong(UnsafeBufferPointer(start: text.bytes + start, count: length), merger, room, &written)
            }
            start = end
        }
        return UnsafeBufferPointer(start: output, count: written - output)
    }

    /// Finds the sets of all short pre-tokens of a batch before any is looked at, so that the processor fetches many of
    /// them from memory at a time.
    @inline(__always)
    private func findShort(_ text: ScannedText, from first: Int, _ ends: UnsafeBufferPointer<Int>) {
        let (keys, sets, hot) = (self.keys, self.sets, self.hot)
        var start = first
        for (place, end) in ends.enumerated() {
            let length = end &- start
            // A longer one is not looked up here; its key is that of its first bytes.
            let key = PretokenKey(text, start, min(length, PretokenKey.longest))
            let set = hot.set(key.hash)
            keys[place] = key
            sets[place] = set
            start = end
        }
    }

    @inline(__always)
    private func copy(_ ids: SIMD4<Int32>, _ written: inout UnsafeMutablePointer<Int32>) {
        let number = Int(ids[3])
        if number <= 3 {
            UnsafeMutableRawPointer(written).storeBytes(of: ids, as: SIMD4<Int32>.self)
            written += number
        } else {
            copySpilled(Int(ids[0]), number, &written)
        }
    }

    private func copySpilled(_ start: Int, _ count: Int, _ written: inout UnsafeMutablePointer<Int32>) {
        for place in start..<start + count {
            written.pointee = spilled[place]
            written += 1
        }
    }

    private func spill(_ ids: UnsafeBufferPointer<Int32>) -> Int32 {
        if spilled.count + ids.count > Self.maximumSpilled { removeAll() }
        spilled.append(contentsOf: ids)
        return Int32(truncatingIfNeeded: spilled.count - ids.count)
    }

    @inline(__always)
    private func write(_ ids: UnsafeBufferPointer<Int32>, _ written: inout UnsafeMutablePointer<Int32>) {
        for id in ids {
            written.pointee = id
            written += 1
        }
    }

    private func encodeCold(
        _ text: ScannedText, _ start: Int, _ key: PretokenKey, _ hot: UnsafeMutablePointer<Short>,
        _ merger: PieceMerger, _ written: inout UnsafeMutablePointer<Int32>
    ) {
        let set = short.set(key.hash)
        if set[0].key == key {
            copy(set[0].ids, &written)
        } else if set[1].key == key {
            let entry = set[1]
            set[1] = set[0]
            set[0] = entry
            copy(entry.ids, &written)
        } else {
            return encodeNew(text, start, key, set, merger, &written)
        }
        hot[1] = hot[0]
        hot[0] = set[0]
    }

    @inline(never)
    private func encodeNew(
        _ text: ScannedText, _ start: Int, _ key: PretokenKey, _ set: UnsafeMutablePointer<Short>,
        _ merger: PieceMerger, _ written: inout UnsafeMutablePointer<Int32>
    ) {
        let ids = merger.encodeShort(UnsafeBufferPointer(start: text.bytes + start, count: key.length))
        write(ids, &written)
        var kept = SIMD4<Int32>(repeating: 0)
        kept[3] = Int32(truncatingIfNeeded: ids.count)
        if ids.count <= 3 {
            for (place, id) in ids.enumerated() { kept[place] = id }
        } else {
            kept[0] = spill(ids)
        }
        // The first place is for what has been met twice.
        set[set[0].key.length == 0 ? 0 : 1] = Short(key: key, ids: kept)
    }

    private func encodeWide(
        _ text: ScannedText, _ start: Int, _ length: Int, _ merger: PieceMerger,
        _ written: inout UnsafeMutablePointer<Int32>
    ) {
        let key = WidePretokenKey(text, start, length)
        let set = wide.set(key.hash)
        if !set[0].key.equals(key) {
            if set[1].key.equals(key) {
                let entry = set[1]
                set[1] = set[0]
                set[0] = entry
            } else {
                return encodeNewWide(text, start, length, key, set, merger, &written)
            }
        }
        let number = Int(set[0].ids[7])
        if number > 7 { return copySpilled(Int(set[0].ids[0]), number, &written) }
        UnsafeMutableRawPointer(written).storeBytes(of: set[0].ids, as: SIMD8<Int32>.self)
        written += number
    }

    @inline(never)
    private func encodeNewWide(
        _ text: ScannedText, _ start: Int, _ length: Int, _ key: WidePretokenKey, _ set: UnsafeMutablePointer<Wide>,
        _ merger: PieceMerger, _ written: inout UnsafeMutablePointer<Int32>
    ) {
        let ids = merger.encodeShort(UnsafeBufferPointer(start: text.bytes + start, count: length))
        write(ids, &written)
        var kept = SIMD8<Int32>(repeating: 0)
        kept[7] = Int32(truncatingIfNeeded: ids.count)
        if ids.count <= 7 {
            for (place, id) in ids.enumerated() { kept[place] = id }
        } else {
            kept[0] = spill(ids)
        }
        set[set[0].key.second[1] == 0 ? 0 : 1] = Wide(key: key, ids: kept)
    }

    @inline(never)
    private func encodeLong(
        _ piece: UnsafeBufferPointer<UInt8>, _ merger: PieceMerger, _ room: Int,
        _ written: inout UnsafeMutablePointer<Int32>
    ) {
        reserve(room + piece.count, used: written - output, &written)
        guard piece.count <= Self.longest else {
            return merger.encodeAny(piece).withUnsafeBufferPointer { write($0, &written) }
        }
        if long.strings.bytes.count > Self.maximumLongBytes { removeLong() }
        let index = long.insert(piece.span)
        if index == longEnds.count {
            longIDs.append(contentsOf: merger.encodeShort(piece))
            longEnds.append(longIDs.count)
        }
        let ids = (index == 0 ? 0 : longEnds[index - 1])..<longEnds[index]
        longIDs.withUnsafeBufferPointer { write(UnsafeBufferPointer(rebasing: $0[ids]), &written) }
    }

    /// Makes room for `more` ids after those in use.
    private func reserve(_ more: Int, used: Int, _ written: inout UnsafeMutablePointer<Int32>) {
        if used + more > capacity { reserve(more, used: used) }
        written = output + used
    }

    private func reserve(_ more: Int, used: Int) {
        capacity = (used + more) * 2
        let larger = UnsafeMutablePointer<Int32>.allocate(capacity: capacity)
        larger.update(from: output, count: used)
        output.deallocate()
        output = larger
    }
}
