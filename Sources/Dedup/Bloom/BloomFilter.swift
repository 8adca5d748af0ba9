internal import Glibc
package import Records

/// A Bloom filter over hashes of 128 bits, whose places are those of double hashing (Kirsch and Mitzenmacher, "Less Hashing,
/// Same Performance", 2008).
package struct BloomFilter {
    /// What the hashes are of: filters of one kind can be taken on.
    let kind: UInt64
    /// Places of a hash.
    let hashCount: Int
    private var words: [UInt64]
    private(set) var setBits: Int
    /// Hashes that were not there before.
    package private(set) var count: Int

    /// With the fewest bits that keep the rate: −n ln p / (ln 2)², and m / n · ln 2 places.
    init(items: Int, falsePositives: Double, kind: UInt64) {
        let bits = max(64, -Double(max(1, items)) * log(falsePositives) / (M_LN2 * M_LN2))
        words = [UInt64](repeating: 0, count: Int((bits / 64).rounded(.up)))
        hashCount = max(1, Int((bits / Double(max(1, items)) * M_LN2).rounded()))
        self.kind = kind
        setBits = 0
        count = 0
    }

    /// Bytes of a filter for so many items.
    package static func bytes(items: Int, falsePositives: Double) -> Double {
        -Double(items) * log(falsePositives) / (M_LN2 * M_LN2) / 8
    }

    package var bytes: Int { words.count * 8 }

    /// Chance that a new document is taken for a known one.
    package var falsePositives: Double { pow(Double(setBits) / Double(words.count * 64), Double(hashCount)) }

    /// Puts a hash in.
    ///
    /// - Returns: whether it seems to have been there.
    mutating func insert(_ hash: (UInt64, UInt64)) -> Bool {
        var place = hash.0
        var wasThere = true
        let bits = UInt64(words.count) * 64
        for _ in 0..<hashCount {
            let bit = place.multipliedFullWidth(by: bits).high
            let (word, mask) = (Int(bit / 64), UInt64(1) << (bit % 64))
            if words[word] & mask == 0 {
                words[word] |= mask
                setBits += 1
                wasThere = false
            }
            place &+= hash.1 | 1
        }
        if !wasThere { count += 1 }
        return wasThere
    }

    // MARK: - The file: the head, then the words, all little-endian.

    /// `QUERNBF1`.
    private static let magic: UInt64 = 0x3146_424E_5245_5551
    private static let headWords = 6
    private static let chunkWords = 1 << 17

    func write(to path: String) throws(DataError) -> Receipt.File {
        let file = try AtomicFile(path: path)
        let head = [Self.magic, kind, UInt64(hashCount), UInt64(count), UInt64(setBits), UInt64(words.count)]
        try file.write(words: head.span)
        try file.write(words: words.span)
        return try file.receipt()
    }

    /// - Throws: for a file that is no filter, is cut short, or holds hashes of something else.
    init(path: String, kind: UInt64) throws(DataError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { if descriptor >= 0 { close(descriptor) } }
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            throw DataError.system("cannot open the filter", file: path)
        }
        let head = try Self.read(descriptor, from: 0, count: Self.headWords, of: path)
        guard head[0] == Self.magic, head[5] < 1 << 50, (1...64).contains(head[2]),
            Int(status.st_size) == (Self.headWords + Int(head[5])) * 8, head[5] > 0
        else { throw DataError("this is no Bloom filter, or one that is cut short", file: path) }
        guard head[1] == kind else {
            throw DataError(
                "the filter was made of another field, or without regard to something else", file: path,
                mend: "say the same by, ignore and within as the run that wrote it")
        }
        self.kind = kind
        hashCount = Int(head[2])
        count = Int(clamping: head[3])
        words = []
        words.reserveCapacity(Int(head[5]))
        while words.count < Int(head[5]) {
            let next = min(Self.chunkWords, Int(head[5]) - words.count)
            words += try Self.read(descriptor, from: Self.headWords + words.count, count: next, of: path)
        }
        setBits = words.reduce(0) { $0 + $1.nonzeroBitCount }
    }

    private static func read(
        _ descriptor: Int32, from first: Int, count: Int, of path: String
    ) throws(DataError) -> [UInt64] {
        var read = [UInt64](repeating: 0, count: count)
        let got = read.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, first * 8) }
        guard got == count * 8 else { throw DataError("this is no Bloom filter, or one that is cut short", file: path) }
        return read.map(UInt64.init(littleEndian:))
    }
}
