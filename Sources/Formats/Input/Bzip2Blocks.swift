import Records

/// The blocks of a bzip2 file, each made a file of its own. They lie one behind the other at any bit, and each begins with
/// 48 bits that hardly ever mean anything else (bzip2 1.0.8, compress.c and decompress.c; the format has no other
/// description).
struct Bzip2Blocks {
    private static let blockMark: UInt64 = 0x3141_5926_5359
    private static let endMark: UInt64 = 0x1772_4538_5090
    private static let markBits = 48
    private static let checksumBits = 32
    /// No block takes more: it has at most 900,000 bytes, and a code at most 20 bits.
    private static let maximumBytes = 3 << 20

    /// After the last block: whether everything was as it should be. If not, only a reader of the whole can tell what is
    /// wrong and where.
    private(set) var isWhole = false
    private let source: any ByteSource
    /// What was read, from the byte on in which the next block begins.
    private var bytes: [UInt8] = []
    /// The bit of `bytes` that the next block begins with.
    private var place = 0
    /// The digit of the stream's level.
    private var level: UInt8 = 0
    /// Of the stream's blocks so far.
    private var checksum: UInt32 = 0
    private var hasEnded = false

    init(_ source: any ByteSource) throws(DataError) {
        self.source = source
        try beginStream()
    }

    /// The next block as a file; nil at the end.
    mutating func next() throws(DataError) -> [UInt8]? {
        let content = place + Self.markBits + Self.checksumBits
        guard !hasEnded, try has(content), let end = try nextMark(from: content) else { return nil }
        let blockChecksum = UInt32(truncatingIfNeeded: bits(place + Self.markBits, Self.checksumBits))
        checksum = (checksum << 1 | checksum >> 31) ^ blockChecksum
        let block = file(end, blockChecksum)
        place = end
        if bits(end, Self.markBits) == Self.endMark { try endStream() }
        bytes.removeFirst(place / 8)
        place %= 8
        return block
    }

    /// The stream's header, at a whole byte.
    private mutating func beginStream() throws(DataError) {
        checksum = 0
        hasEnded = true
        guard try has(place + 32) else {
            // Nothing is left: that is how a file should end.
            isWhole = try !has(place + 1)
            return
        }
        let header = bits(place, 32)
        guard header >> 8 == 0x425A68, (0x31...0x39).contains(header & 0xFF) else { return }
        level = UInt8(header & 0xFF)
        place += 32
        guard try has(place + Self.markBits) else { return }
        // A stream may have no block.
        if bits(place, Self.markBits) == Self.endMark { return try endStream() }
        hasEnded = bits(place, Self.markBits) != Self.blockMark
    }

    private mutating func endStream() throws(DataError) {
        hasEnded = true
        let end = place + Self.markBits + Self.checksumBits
        guard try has(end), bits(place + Self.markBits, Self.checksumBits) == UInt64(checksum) else { return }
        place = (end + 7) / 8 * 8
        try beginStream()
    }

    /// Reads until there are as many bits.
    private mutating func has(_ bits: Int) throws(DataError) -> Bool {
        while 8 * bytes.count < bits {
            var room = [UInt8](repeating: 0, count: 1 << 18)
            var span = room.mutableSpan
            let count = try span.withUnsafeMutableBytes { (room) throws(DataError) in try source.read(into: room) }
            if count == 0 { return false }
            bytes += room[..<count]
        }
        return true
    }

    /// At most 57 bits from `start` on, which are there.
    private func bits(_ start: Int, _ count: Int) -> UInt64 {
        var value: UInt64 = 0
        for bit in start..<start + count { value = value << 1 | UInt64(bytes[bit / 8] >> UInt8(7 - bit % 8) & 1) }
        return value
    }

    /// The bit at which the next block begins or the stream ends.
    private mutating func nextMark(from start: Int) throws(DataError) -> Int? {
        var index = start / 8
        var window: UInt64 = 0
        while index < start / 8 + Self.maximumBytes {
            guard try has(8 * (index + 1)) else { return nil }
            window = window << 8 | UInt64(bytes[index])
            index += 1
            for shift in (0..<8).reversed() {
                let mark = window >> UInt64(shift) & (1 << UInt64(Self.markBits) - 1)
                let bit = 8 * index - shift - Self.markBits
                if mark == Self.blockMark || mark == Self.endMark, bit >= start { return bit }
            }
        }
        return nil
    }

    /// The block from `place` to `end`, with a header before it and an end behind it.
    private func file(_ end: Int, _ blockChecksum: UInt32) -> [UInt8] {
        var file: [UInt8] = [0x42, 0x5A, 0x68, level]
        file.reserveCapacity((end - place) / 8 + 20)
        let (shift, count) = (UInt16(place % 8), (end - place) / 8)
        for index in place / 8..<place / 8 + count {
            let pair = UInt16(bytes[index]) << 8 | (shift == 0 ? 0 : UInt16(bytes[index + 1]))
            file.append(UInt8(truncatingIfNeeded: pair >> (8 - shift)))
        }
        // What is left of the last byte, the mark of the end and the checksum, which is the block's.
        var (value, bitCount): (UInt64, Int) = (bits(place + 8 * count, (end - place) % 8), (end - place) % 8)
        for (more, length) in [(Self.endMark, Self.markBits), (UInt64(blockChecksum), Self.checksumBits)] {
            for bit in (0..<length).reversed() {
                value = value << 1 | more >> UInt64(bit) & 1
                bitCount += 1
                if bitCount == 8 {
                    file.append(UInt8(truncatingIfNeeded: value))
                    (value, bitCount) = (0, 0)
                }
            }
        }
        if bitCount > 0 { file.append(UInt8(truncatingIfNeeded: value << UInt64(8 - bitCount))) }
        return file
    }
}
