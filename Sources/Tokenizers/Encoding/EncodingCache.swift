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
    /// In place of a number of ids.
    private static let isAbsent = Int32.max
    /// Longer pre-tokens are rare and not kept.
    private static let longest = PieceMerger.shortPiece
    private static let maximumLongBytes = 1 << 22

    private let hot = CacheSets<Short>(bits: 11)
    private let short = CacheSets<Short>(bits: 18)
    private let wide = CacheSets<Wide>(bits: 17)
    private var spilled: [Int32] = []
    private var long = ByteTable()
    private var longIDs: [Int32] = []
    private var longEnds: [Int] = []
    /// Ends of the pre-tokens of the batch at hand: in bytes of the text, and in the ids that `encode` returned.
    let ends = UnsafeMutableBufferPointer<Int>.allocate(capacity: batch)
    let idEnds = UnsafeMutablePointer<Int>.allocate(capacity: batch)
    private let keys = UnsafeMutablePointer<PretokenKey>.allocate(capacity: batch)
    /// For each pre-token of the batch its entry in `hot`, or `absent`.
    private let found = UnsafeMutablePointer<UnsafeMutablePointer<Short>>.allocate(capacity: batch)
    private let absent = UnsafeMutablePointer<Short>.allocate(capacity: 1)
    /// Places in the batch of what is not in `hot`.
    private let missing = UnsafeMutablePointer<Int>.allocate(capacity: batch)
    /// What goes into `hot` after the batch.
    private let promoted = UnsafeMutablePointer<Short>.allocate(capacity: batch)
    private var promotedCount = 0
    private var touched: UInt64 = 0
    private var output: UnsafeMutablePointer<Int32>
    private var capacity = 1 << 14
    /// What draws the segmentations; nil for the best ones.
    package let sampler: Sampler?
    private var merger: PieceMerger?
    private var pieceCache: PieceCache?

    package init(sampling: Sampling? = nil) {
        sampler = sampling.map(Sampler.init)
        output = .allocate(capacity: capacity)
        absent.initialize(to: Short(key: PretokenKey(low: 0, high: 0), ids: SIMD4(repeating: Self.isAbsent)))
    }

    deinit {
        hot.deallocate()
        short.deallocate()
        wide.deallocate()
        ends.deallocate()
        idEnds.deallocate()
        keys.deallocate()
        found.deallocate()
        absent.deallocate()
        missing.deallocate()
        promoted.deallocate()
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

    /// Ids of the pre-tokens that end at `ends`, at most a batch of them; valid until the next call.
    @inline(__always)
    func encode(
        _ text: ScannedText, from first: Int, _ ends: UnsafeBufferPointer<Int>, _ merger: PieceMerger
    ) -> UnsafeBufferPointer<Int32> {
        if spilled.count > Self.maximumSpilled { removeAll() }
        // Short and wide pre-tokens have no more ids than bytes; room for longer ones is made when they come.
        let room = ends.count &* (WidePretokenKey.longest &+ 1)
        if room > capacity { reserve(room, used: 0) }
        findShort(text, from: first, ends)
        var start = output
        var written = start
        for place in 0..<ends.count {
            let ids = found[place].pointee.ids
            UnsafeMutableRawPointer(written).storeBytes(of: ids, as: SIMD4<Int32>.self)
            if ids[3] <= 3 {
                written += Int(ids[3])
            } else {
                encodeRare(text, first, ends, place, merger, &written)
                start = output
            }
            idEnds[place] = written - start
        }
        promote()
        return UnsafeBufferPointer(start: start, count: written - start)
    }

    /// Looks all short pre-tokens of a batch up in `hot`, without a branch, and then asks for the memory of those that
    /// are not there, so that the processor fetches many at a time.
    @inline(__always)
    private func findShort(_ text: ScannedText, from first: Int, _ ends: UnsafeBufferPointer<Int>) {
        let (keys, found, missing, absent, hot) = (self.keys, self.found, self.missing, self.absent, self.hot)
        var start = first
        var count = 0
        for (place, end) in ends.enumerated() {
            // The key of a longer one is no short one's.
            let key = PretokenKey(text, start, min(end &- start, PretokenKey.longest &+ 1))
            let set = hot.set(key.hash)
            let isFirst = set[0].key.equals(key)
            let isSecond = set[1].key.equals(key)
            keys[place] = key
            found[place] = isFirst ? set : isSecond ? set + 1 : absent
            missing[count] = place
            count &+= isFirst || isSecond ? 0 : 1
            start = end
        }
        var touched: UInt64 = 0
        for index in 0..<count { touched ^= short.set(keys[missing[index]].hash).pointee.key.low }
        self.touched = touched
    }

    /// What `hot` does not tell all of: a pre-token that is not there, or has more ids than an entry holds.
    @inline(never)
    private func encodeRare(
        _ text: ScannedText, _ first: Int, _ ends: UnsafeBufferPointer<Int>, _ place: Int, _ merger: PieceMerger,
        _ written: inout UnsafeMutablePointer<Int32>
    ) {
        let entry = found[place].pointee
        if entry.ids[3] != Self.isAbsent { return copySpilled(Int(entry.ids[0]), Int(entry.ids[3]), &written) }
        let start = place == 0 ? first : ends[place - 1]
        let length = ends[place] - start
        if length <= PretokenKey.longest {
            encodeCold(text, start, keys[place], merger, &written)
        } else if length <= WidePretokenKey.longest {
            encodeWide(text, start, length, merger, &written)
        } else {
            let room = (ends.count - place) * (WidePretokenKey.longest + 1)
            encodeLong(UnsafeBufferPointer(start: text.bytes + start, count: length), merger, room, &written)
        }
    }

    private func promote() {
        for index in 0..<promotedCount {
            let entry = promoted[index]
            let set = hot.set(entry.key.hash)
            if set[0].key.equals(entry.key) { continue }
            set[1] = set[0]
            set[0] = entry
        }
        promotedCount = 0
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
        _ text: ScannedText, _ start: Int, _ key: PretokenKey, _ merger: PieceMerger,
        _ written: inout UnsafeMutablePointer<Int32>
    ) {
        let set = short.set(key.hash)
        if !set[0].key.equals(key) {
            guard set[1].key.equals(key) else { return encodeNew(text, start, key, set, merger, &written) }
            let entry = set[1]
            set[1] = set[0]
            set[0] = entry
        }
        copy(set[0].ids, &written)
        promoted[promotedCount] = set[0]
        promotedCount += 1
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
