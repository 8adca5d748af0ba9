/// What one merge changes: for each token that stood before or after the merged pair, how often, and in which words.
///
/// Sums are kept by neighbour and reach the table of pairs once a merge, not once an occurrence.
struct NeighbourChanges {
    /// A pair that lost occurrences, and the one that has them now.
    struct Change {
        var neighbour: Int
        var old: UInt64
        var lost: Int64
        var new: UInt64
        var gained: Int64
        /// Where the words with the new pair are listed.
        var start: Int
        var length: Int
    }

    private struct Slot {
        var lost: Int64 = 0
        var words: UInt32 = 0
        /// The word met last, 0 for none: a word is listed once.
        var last: UInt32 = 0
    }

    /// The slots of one side, by token, and what happened in order.
    private struct Side {
        var slots: [Slot] = []
        var touched: [UInt32] = []
        /// `neighbour << 32 | word`.
        var events: [UInt64] = []

        @inline(__always)
        mutating func add(_ neighbour: UInt32, _ word: UInt32, _ count: Int64) {
            slots.withUnsafeMutableBufferPointer { slots in
                let slot = Int(neighbour)
                slots[slot].lost &+= count
                if slots[slot].last != word {
                    if slots[slot].last == 0 { touched.append(neighbour) }
                    slots[slot].last = word
                    slots[slot].words &+= 1
                    events.append(UInt64(neighbour) &<< 32 | UInt64(word))
                }
            }
        }
    }

    private var pair = TokenPair(0, 0)
    private var id: UInt32 = 0
    private var before = Side()
    private var after = Side()
    /// Count of places where the new token came before itself as it was (a token that several pairs make).
    private var beforeItself: Int64 = 0
    private(set) var changes: [Change] = []

    mutating func begin(_ pair: TokenPair, _ id: Int32, vocabularySize: Int) {
        self.pair = pair
        self.id = UInt32(bitPattern: id)
        beforeItself = 0
        changes.removeAll(keepingCapacity: true)
        let missing = vocabularySize - before.slots.count
        if missing > 0 {
            before.slots.append(contentsOf: repeatElement(Slot(), count: missing))
            after.slots.append(contentsOf: repeatElement(Slot(), count: missing))
        }
    }

    /// Merges the pair from left to right in the word at `place`, and notes its neighbours.
    @inline(__always)
    mutating func merge(_ symbols: UnsafeMutableBufferPointer<UInt32>, _ place: Int) {
        guard let base = symbols.baseAddress else { return }
        let word = base + place
        let length = Int(word[-1])
        let (first, second) = (UInt32(bitPattern: pair.first), UInt32(bitPattern: pair.second))
        var read = 0
        while read &+ 1 < length, word[read] != first || word[read &+ 1] != second { read &+= 1 }
        guard read &+ 1 < length else { return }
        let count = TrainingWords.count(UnsafeBufferPointer(symbols), place)
        let name = UInt32(truncatingIfNeeded: place)
        var write = read
        while read < length {
            guard word[read] == first, read &+ 1 < length, word[read &+ 1] == second else {
                word[write] = word[read]
                write &+= 1
                read &+= 1
                continue
            }
            if write > 0 { before.add(word[write &- 1], name, count) }
            read &+= 2
            if read < length { follow(word[read], name, count) }
            word[write] = id
            write &+= 1
        }
        word[-1] = UInt32(truncatingIfNeeded: write)
    }

    @inline(__always)
    private mutating func follow(_ neighbour: UInt32, _ word: UInt32, _ count: Int64) {
        after.add(neighbour, word, count)
        if neighbour == id { beforeItself &+= count }
    }

    /// Appends the lists of words to `places` and makes `changes` of the sums.
    mutating func list(into places: inout [UInt32]) {
        let start = places.count
        places.append(contentsOf: repeatElement(0, count: before.events.count + after.events.count))
        var end = start
        for neighbour in before.touched {
            let token = Int32(bitPattern: neighbour)
            let slot = before.slots[Int(neighbour)]
            changes.append(
                Change(
                    neighbour: Int(neighbour), old: TokenPair(token, pair.first).key, lost: slot.lost,
                    new: TokenPair(token, Int32(bitPattern: id)).key, gained: slot.lost, start: end,
                    length: Int(slot.words)))
            end += Int(slot.words)
        }
        let befores = changes.count
        for neighbour in after.touched {
            let token = Int32(bitPattern: neighbour)
            let slot = after.slots[Int(neighbour)]
            changes.append(
                Change(
                    neighbour: Int(neighbour), old: TokenPair(pair.second, token).key, lost: slot.lost,
                    new: TokenPair(Int32(bitPattern: id), token).key, gained: slot.lost, start: end,
                    length: Int(slot.words)))
            end += Int(slot.words)
        }
        Self.place(&before, changes[..<befores], &places)
        Self.place(&after, changes[befores...], &places)
        if beforeItself != 0 { joinSelf(befores, &places) }
    }

    /// Sorts the events of a side by neighbour, and empties the side.
    private static func place(_ side: inout Side, _ changes: ArraySlice<Change>, _ places: inout [UInt32]) {
        var cursors: [Int] = []
        cursors.reserveCapacity(changes.count)
        for change in changes {
            side.slots[change.neighbour].last = UInt32(truncatingIfNeeded: cursors.count)
            cursors.append(change.start)
        }
        for event in side.events {
            let cursor = Int(side.slots[Int(event >> 32)].last)
            places[cursors[cursor]] = UInt32(truncatingIfNeeded: event)
            cursors[cursor] += 1
        }
        for neighbour in side.touched { side.slots[Int(neighbour)] = Slot() }
        side.touched.removeAll(keepingCapacity: true)
        side.events.removeAll(keepingCapacity: true)
    }

    /// The new token before and after itself is one pair: its words make one list.
    private mutating func joinSelf(_ befores: Int, _ places: inout [UInt32]) {
        guard let second = changes[befores...].firstIndex(where: { $0.neighbour == Int(id) }),
            let first = changes[..<befores].firstIndex(where: { $0.neighbour == Int(id) })
        else { return }
        let start = places.count
        for change in [changes[first], changes[second]] {
            places.append(contentsOf: Array(places[change.start..<change.start + change.length]))
        }
        changes[first].start = start
        changes[first].length += changes[second].length
        changes[second].length = 0
    }
}
