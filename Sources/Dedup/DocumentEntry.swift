internal import Records

/// Where the shingle set and the id of a document lie: 40 bytes, five little-endian 64-bit words.
struct DocumentEntry {
    static let bytes = 40

    /// Place of the record in its part.
    var ordinal: Int
    var setOffset: Int
    var setCount: Int
    var idOffset: Int
    var idCount: Int

    func write(to file: AtomicFile) throws(DataError) {
        for word in [ordinal, setOffset, setCount, idOffset, idCount] {
            try withUnsafeBytes(of: Int64(word).littleEndian) { (raw) throws(DataError) in try file.write(raw) }
        }
    }

    init(ordinal: Int, setOffset: Int, setCount: Int, idOffset: Int, idCount: Int) {
        self.ordinal = ordinal
        self.setOffset = setOffset
        self.setCount = setCount
        self.idOffset = idOffset
        self.idCount = idCount
    }

    init(_ words: [UInt64]) {
        self.init(
            ordinal: Int(clamping: words[0]), setOffset: Int(clamping: words[1]), setCount: Int(clamping: words[2]),
            idOffset: Int(clamping: words[3]), idCount: Int(clamping: words[4]))
    }
}
