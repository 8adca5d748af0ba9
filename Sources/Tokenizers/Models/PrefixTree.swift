internal import Records

/// A double-array trie over bytes, for the tokens that begin at a place of a text.
///
/// After J. Aoe, "An efficient digital search algorithm by using a double-array structure" (1989): the child of `node`
/// by `byte` is at `base[node] ^ byte`, and is its child if `check` says so.
struct PrefixTree: Sendable {
    private struct Unit: Sendable {
        var base: Int32 = 0
        /// The parent; -1 while free.
        var check: Int32 = -1
        /// Value of the word that ends here, -1 if none.
        var value: Int32 = -1
    }

    private var units: [Unit]

    /// - Parameter words: not empty, all different.
    init(_ words: [(word: [UInt8], value: Int32)]) {
        units = [Unit](repeating: Unit(), count: 1 << 10)
        units[0].check = 0
        let sorted = words.sorted { $0.word.lexicographicallyPrecedes($1.word) }
        var firstFree = 1
        // Breadth would do as well; a stack of nodes with the words below them.
        var stack: [(node: Int, words: Range<Int>, depth: Int)] = [(0, 0..<sorted.count, 0)]
        while let (node, range, depth) = stack.popLast() {
            var first = range.lowerBound
            if first < range.upperBound, sorted[first].word.count == depth {
                units[node].value = sorted[first].value
                first += 1
            }
            var children: [(byte: UInt8, words: Range<Int>)] = []
            var place = first
            while place < range.upperBound {
                let byte = sorted[place].word[depth]
                var end = place + 1
                while end < range.upperBound, sorted[end].word[depth] == byte { end += 1 }
                children.append((byte, place..<end))
                place = end
            }
            guard !children.isEmpty else { continue }
            let base = findBase(children.map(\.byte), &firstFree)
            units[node].base = Int32(truncatingIfNeeded: base)
            for child in children { units[base ^ Int(child.byte)].check = Int32(truncatingIfNeeded: node) }
            for child in children { stack.append((base ^ Int(child.byte), child.words, depth + 1)) }
        }
    }

    private mutating func findBase(_ bytes: [UInt8], _ firstFree: inout Int) -> Int {
        while firstFree < units.count, units[firstFree].check >= 0 { firstFree += 1 }
        var place = firstFree
        while true {
            if place + 256 >= units.count { units += [Unit](repeating: Unit(), count: units.count) }
            if units[place].check < 0 {
                let base = place ^ Int(bytes[0])
                if bytes.allSatisfy({ base ^ Int($0) < units.count && units[base ^ Int($0)].check < 0 }) { return base }
            }
            place += 1
        }
    }

    /// Gives every word that begins at `start`, the shortest first: where it ends, and its value.
    @inline(__always)
    func forEachPrefix(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ body: (_ end: Int, _ value: Int32) -> Void
    ) {
        units.withUnsafeBufferPointer { units in
            var node = 0
            var place = start
            while place < text.count {
                let child = Int(units[node].base) ^ Int(text[place])
                guard child < units.count, Int(units[child].check) == node, child != 0 else { return }
                node = child
                place &+= 1
                if units[node].value >= 0 { body(place, units[node].value) }
            }
        }
    }
}
