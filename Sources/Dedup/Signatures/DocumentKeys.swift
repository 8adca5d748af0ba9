/// What documents meet by, as 64 bits: its kind above, a hash below. Kind 0 is the whole document, the others are bands.
struct DocumentKeys {
    private let hashBits: UInt64

    /// - Parameter kinds: at least one.
    init(kinds: Int) { hashBits = UInt64((kinds - 1).leadingZeroBitCount) }

    func key(kind: Int, hash: UInt64) -> UInt64 {
        hashBits == 64 ? hash : UInt64(kind) << hashBits | hash >> (64 - hashBits)
    }

    /// The hash of a key, but for the bits that its kind took.
    func hash(of key: UInt64) -> UInt64 { hashBits == 64 ? key : key << (64 - hashBits) }

    func kind(of key: UInt64) -> Int { hashBits == 64 ? 0 : Int(key >> hashBits) }
}
