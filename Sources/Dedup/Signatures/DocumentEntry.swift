/// What is known of a document in a fixed place.
struct DocumentEntry {
    var idOffset = 0
    var idCount = 0
    var sketch = Sketch(high: 0, low: 0)
    /// Hash of the field that `within` or `across` names; 0 without one.
    var group: UInt64 = 0
    /// Places by the criteria of the keep policy.
    var order: [UInt64] = []

    /// 64-bit words of an entry that knows so many criteria.
    static func words(criteria: Int) -> Int { 5 + criteria }

    var words: [UInt64] {
        [UInt64(idOffset), UInt64(idCount), sketch.high, sketch.low, group] + order
    }
}

extension DocumentEntry {
    /// - Parameter words: as many as `words(criteria:)`.
    init(words: [UInt64]) {
        idOffset = Int(clamping: words[0])
        idCount = Int(clamping: words[1])
        sketch = Sketch(high: words[2], low: words[3])
        group = words[4]
        order = Array(words.dropFirst(Self.words(criteria: 0)))
    }
}
