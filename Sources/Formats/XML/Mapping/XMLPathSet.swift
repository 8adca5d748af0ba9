import Records

/// Paths that are matched together while the elements open and close: a Shift-And automaton (Baeza-Yates and Gonnet,
/// "A new approach to text searching", 1992) with one bit a step, one set of bits for each open element.
struct XMLPathSet {
    static let maximumSteps = 128

    private struct Level {
        /// Steps that this element ends.
        var matched: UInt128 = 0
        /// Steps that this element or one around it ends and that what is anywhere below may go on from.
        var deep: UInt128 = 0
    }

    private let steps: [XMLPath.Step]
    /// First steps, by where they may lie.
    private var firstAnywhere: UInt128 = 0
    private var firstInRoot: UInt128 = 0
    private var firstInRecord: UInt128 = 0
    private var firstBelowRecord: UInt128 = 0
    private var later: UInt128 = 0
    private var goesDeep: UInt128 = 0
    private var conditional: UInt128 = 0
    /// Paths by the bit of their last step.
    private(set) var pathOfBit: [Int: Int] = [:]
    private(set) var lasts: UInt128 = 0
    private var levels = [Level()]
    /// Steps by the name of the element, for names met before.
    private var stepsOfName: [UnsafePointer<UInt8>: UInt128] = [:]

    /// Of a mapping that was checked: steps beyond `maximumSteps` match nothing.
    init(paths: [XMLPath]) {
        steps = paths.flatMap(\.steps)
        var bit = 0
        for (index, path) in paths.enumerated() where !path.steps.isEmpty && bit + path.steps.count <= Self.maximumSteps
        {
            for (place, step) in path.steps.enumerated() {
                let mask = UInt128(1) << bit
                if place > 0 {
                    later |= mask
                    if step.isDeep { goesDeep |= mask >> 1 }
                } else {
                    switch path.anchor {
                    case .anywhere: firstAnywhere |= mask
                    case .root: firstInRoot |= mask
                    case .record: if step.isDeep { firstBelowRecord |= mask } else { firstInRecord |= mask }
                    }
                }
                if step.condition != nil { conditional |= mask }
                bit += 1
            }
            lasts |= UInt128(1) << (bit - 1)
            pathOfBit[bit - 1] = index
        }
    }

    /// A new parser has its own copies of names.
    mutating func forgetNames() { stepsOfName.removeAll(keepingCapacity: true) }

    /// Goes into an element.
    ///
    /// - Parameter recordDepth: of the record's element, 0 in none.
    /// - Returns: bits of the last steps of paths that this element ends.
    mutating func open(_ tag: XMLTag, depth: Int, recordDepth: Int) -> UInt128 {
        let parent = levels[levels.count - 1]
        var candidates = firstAnywhere | ((parent.matched & ~goesDeep | parent.deep) << 1 & later)
        if depth == 1 { candidates |= firstInRoot }
        if recordDepth > 0 {
            candidates |= depth == recordDepth + 1 ? firstInRecord | firstBelowRecord : firstBelowRecord
        }
        var matched = candidates & named(tag.name)
        var open = matched & conditional
        while open != 0 {
            let bit = open.trailingZeroBitCount
            if !holds(steps[bit].condition, tag) { matched &= ~(UInt128(1) << bit) }
            open &= open - 1
        }
        levels.append(Level(matched: matched, deep: parent.deep | matched & goesDeep))
        return matched & lasts
    }

    mutating func close() { if levels.count > 1 { levels.removeLast() } }

    /// Only the outermost `depth` elements stay open.
    mutating func close(to depth: Int) { levels.removeLast(max(0, levels.count - 1 - depth)) }

    private mutating func named(_ name: UnsafePointer<UInt8>) -> UInt128 {
        if let known = stepsOfName[name] { return known }
        var found: UInt128 = 0
        for (bit, step) in steps.prefix(Self.maximumSteps).enumerated() {
            let isNamed = step.name.map { wanted in wanted.withUnsafeBufferPointer { XMLTag.equals(name, $0) } } ?? true
            if isNamed { found |= UInt128(1) << bit }
        }
        if stepsOfName.count < Self.maximumNames { stepsOfName[name] = found }
        return found
    }

    private static let maximumNames = 10_000

    private func holds(_ condition: XMLPath.Condition?, _ tag: XMLTag) -> Bool {
        guard let condition else { return true }
        let value = condition.attribute.withUnsafeBufferPointer { tag.attribute($0) }
        guard let wanted = condition.value else { return value != nil }
        return value?.elementsEqual(wanted) ?? false
    }
}
