internal import Records

/// What is known of a document in a fixed place: 56 bytes, seven little-endian 64-bit words.
struct DocumentEntry {
    static let bytes = 56

    /// Place of the record in its part.
    var ordinal: Int
    var setOffset: Int
    var setCount: Int
    var idOffset: Int
    var idCount: Int
    var sketch: Sketch

    func write(to file: AtomicFile) throws(DataError) {
        let words: InlineArray<7, UInt64> = [
            UInt64(ordinal).littleEndian, UInt64(setOffset).littleEndian, UInt64(setCount).littleEndian,
            UInt64(idOffset).littleEndian, UInt64(idCount).littleEndian, sketch.high.littleEndian,
            sketch.low.littleEndian,
        ]
        try words.span.withUnsafeBytes { (raw) throws(DataError) in try file.write(raw) }
    }
}

extension DocumentEntry {
    /// - Parameter words: the seven, as stored.
    init(_ words: [UInt64]) {
        func number(_ index: Int) -> Int { Int(clamping: UInt64(littleEndian: words[index])) }
        self.init(
            ordinal: number(0), setOffset: number(1), setCount: number(2), idOffset: number(3), idCount: number(4),
            sketch: Sketch(high: UInt64(littleEndian: words[5]), low: UInt64(littleEndian: words[6])))
    }
}
