/// Writes a precompiled charsmap: the size of the trie in bytes, the trie, and the replacements, each ended by a zero
/// byte (google/sentencepiece, src/normalizer.cc, `EncodePrecompiledCharsMap`). The trie is a double array as
/// Darts-clone reads it (S. Yata, github.com/s-yata/darts-clone, include/darts.h); ends that are alike are one.
struct CharsmapWriter {
    /// What follows a prefix: a value, or the next bytes and what follows those.
    private struct Node: Hashable {
        var value: Int32?
        var bytes: [UInt8] = []
        var children: [Int] = []
    }

    private(set) var bytes: [UInt8] = []
    private var nodes: [Node] = []
    private var numbers: [Node: Int] = [:]
    private var units: [UInt32] = []
    /// By place: whether a unit is taken, and whether the children of some node are told apart from it.
    private var isTaken: [Bool] = []
    private var isBase: [Bool] = []
    /// By node: the base its children are told apart from, once it has one.
    private var bases: [Int?] = []
    private var firstFree = 1

    init(_ rules: [[UInt32]: [UInt32]]) {
        let words = rules.map { (key: Self.utf8($0.key), value: Self.utf8($0.value)) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
        var replacements: [UInt8] = []
        var places: [[UInt8]: Int32] = [:]
        for value in Set(words.map(\.value)).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            places[value] = Int32(truncatingIfNeeded: replacements.count)
            replacements += value + [0]
        }
        let root = number(of: words[...].map { ($0.key[...], places[$0.value] ?? 0) }[...])
        grow(to: 256)
        isTaken[0] = true
        isBase[0] = true
        bases = [Int?](repeating: nil, count: nodes.count)
        place(root, below: 0, label: 0)
        let size = UInt32(truncatingIfNeeded: units.count * 4)
        for number in [size] + units {
            for shift in stride(from: UInt32(0), to: 32, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
        bytes += replacements
    }

    private static func utf8(_ points: [UInt32]) -> [UInt8] {
        var text = String.UnicodeScalarView()
        for point in points { text.append(Unicode.Scalar(point) ?? "\u{FFFD}") }
        return Array(String(text).utf8)
    }

    /// The number of the node above some words, sorted, of which the part before is known.
    private mutating func number(of words: ArraySlice<(rest: ArraySlice<UInt8>, value: Int32)>) -> Int {
        var node = Node()
        var words = words
        if let first = words.first, first.rest.isEmpty {
            node.value = first.value
            words.removeFirst()
        }
        while let byte = words.first?.rest.first {
            let end = words.firstIndex { $0.rest.first != byte } ?? words.endIndex
            let below = words[..<end].map { (rest: $0.rest.dropFirst(), value: $0.value) }
            node.bytes.append(byte)
            node.children.append(number(of: below[...]))
            words = words[end...]
        }
        if let known = numbers[node] { return known }
        numbers[node] = nodes.count
        nodes.append(node)
        return nodes.count - 1
    }

    /// Writes the unit of a node, and those of what is below it unless another node has these already.
    private mutating func place(_ node: Int, below unit: Int, label: UInt8) {
        let hasValue = nodes[node].value != nil
        let known = bases[node]
        let base = known ?? findBase((hasValue ? [0] : []) + nodes[node].bytes)
        bases[node] = base
        let offset = UInt32(truncatingIfNeeded: base ^ unit)
        // There are far fewer units than the 2²¹ that an offset can reach.
        units[unit] = offset << 10 | (hasValue ? 1 << 8 : 0) | UInt32(label)
        if known != nil { return }
        if let value = nodes[node].value {
            units[base] = UInt32(bitPattern: value) | 1 << 31
            isTaken[base] = true
        }
        for byte in nodes[node].bytes { isTaken[base ^ Int(byte)] = true }
        for (byte, child) in zip(nodes[node].bytes, nodes[node].children) {
            place(child, below: base ^ Int(byte), label: byte)
        }
    }

    /// A base from which the units of all these labels are free.
    private mutating func findBase(_ labels: [UInt8]) -> Int {
        while firstFree < isTaken.count, isTaken[firstFree] { firstFree += 1 }
        var unit = firstFree
        while true {
            if unit == units.count { grow(to: units.count + 256) }
            let base = unit ^ Int(labels[0])
            if !isTaken[unit], !isBase[base], labels.allSatisfy({ !isTaken[base ^ Int($0)] }) {
                isBase[base] = true
                return base
            }
            unit += 1
        }
    }

    private mutating func grow(to count: Int) {
        // Like a value's, so that no byte is the label of a unit that is not taken.
        units += [UInt32](repeating: 1 << 31, count: count - units.count)
        isTaken += [Bool](repeating: false, count: count - isTaken.count)
        isBase += [Bool](repeating: false, count: count - isBase.count)
    }
}
