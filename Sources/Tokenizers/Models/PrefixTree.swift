internal import Records

/// A double-array trie over bytes, for the tokens that begin at a place of a text.
///
/// After J. Aoe, "An efficient digital search algorithm by using a double-array structure" (1989): the child of a node by
/// a byte is at the node's base ^ byte. As in S. Yata's darts-clone no two nodes have the same base, so that the byte
/// alone tells whether what is there is the node's child: eight bytes a node.
struct PrefixTree: Sendable {
    /// A node.
    private struct Unit: Sendable {
        /// Of a node without children, where nothing is.
        var base: UInt32 = 0
        /// The byte that leads here, 256 more than that, and in the bits above the value of the word that ends here + 1.
        /// 0 while free.
        var tag: UInt32 = 0

        static func label(_ byte: UInt8) -> UInt32 { UInt32(byte) | 256 }

        var label: UInt32 { tag & 511 }

        var value: Int32 { Int32(bitPattern: tag >> 9) &- 1 }
    }

    private var units: [Unit]

    /// - Parameter words: not empty, all different, with ids as values: there are two bits more than ids have.
    init(_ words: [(word: [UInt8], value: Int32)]) {
        units = [Unit](repeating: Unit(), count: 1 << 10)
        let sorted = words.sorted { $0.word.lexicographicallyPrecedes($1.word) }
        var room = Room()
        // Breadth would do as well; a stack of nodes with the words below them.
        var stack: [(node: Int, words: Range<Int>, depth: Int)] = [(0, 0..<sorted.count, 0)]
        var leaves: [Int] = []
        while let (node, range, depth) = stack.popLast() {
            var first = range.lowerBound
            if first < range.upperBound, sorted[first].word.count == depth {
                units[node].tag |= UInt32(truncatingIfNeeded: sorted[first].value + 1) << 9
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
            if children.isEmpty {
                leaves.append(node)
                continue
            }
            let base = room.findBase(children.map(\.byte), &units)
            units[node].base = UInt32(truncatingIfNeeded: base)
            for (byte, words) in children {
                units[base ^ Int(byte)].tag = Unit.label(byte)
                stack.append((base ^ Int(byte), words, depth + 1))
            }
        }
        for leaf in leaves { units[leaf].base = UInt32(truncatingIfNeeded: units.count) }
        units += [Unit](repeating: Unit(), count: 256)
    }

    /// Where nodes are still to be had.
    private struct Room {
        private var firstFree = 1
        private var isBase: [Bool] = []

        mutating func findBase(_ bytes: [UInt8], _ units: inout [Unit]) -> Int {
            while firstFree < units.count, units[firstFree].tag != 0 { firstFree += 1 }
            var place = firstFree
            while true {
                if place >= units.count { units += [Unit](repeating: Unit(), count: units.count) }
                if isBase.count < units.count { isBase += [Bool](repeating: false, count: units.count - isBase.count) }
                let base = place ^ Int(bytes[0])
                // A root's tag is 0, but nothing may lead to it.
                if !isBase[base], bytes.allSatisfy({ base ^ Int($0) != 0 && units[base ^ Int($0)].tag == 0 }) {
                    isBase[base] = true
                    return base
                }
                place += 1
                // What few nodes fit into is given up, lest it be looked through again and again.
                if place > firstFree + Self.window { firstFree += Self.window / 2 }
            }
        }

        private static let window = 1 << 8
    }

    /// Gives every word that begins at `start`, the shortest first: where it ends, and its value.
    @inline(__always)
    func forEachPrefix(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ body: (_ end: Int, _ value: Int32) -> Void
    ) {
        units.withUnsafeBufferPointer { units in
            guard let units = units.baseAddress else { return }
            var base = units.pointee.base
            var place = start
            while place < text.count {
                let byte = text[place]
                let unit = units[Int(base ^ UInt32(byte))]
                guard unit.label == Unit.label(byte) else { return }
                base = unit.base
                place &+= 1
                if unit.value >= 0 { body(place, unit.value) }
            }
        }
    }
}
