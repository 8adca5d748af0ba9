internal import Records

/// The documents of a crowded bucket, and which of them to compare.
///
/// All pairs would cost the square; the first few alone would miss two near-duplicates among thousands of documents
/// that merely share a template. So the bucket is divided, again and again, by agreement in more and more bytes of the
/// documents' sketches (as a prefix tree of minimum hashes: Bawa, Condie, Ganesan, "LSH Forest", WWW 2005). In every
/// division each document is compared with the earliest ones; a division of a few is compared in full. The cost is
/// linear, at most `anchors` × divisions a document, and the more alike two documents, the more divisions they share.
struct Crowd {
    /// Up to this many are compared each with each.
    static let few = 16
    /// The documents of a division with which all its others are compared: its earliest.
    private static let anchors = 8
    /// Bytes of the sketch that a division agrees in.
    private static let lengths = [0, 2, 4, 8, Sketch.size]

    struct Member {
        var rank: UInt32
        var sketch: Sketch
        var group: UInt64
    }

    private var members: [Member]
    private let options: SearchOptions

    /// - Parameters:
    ///   - key: what they share. Buckets look at different bytes of the sketches first, so that they do not all miss the
    ///     same pair.
    init(_ members: [Member], key: UInt64, options: SearchOptions) {
        let shift = Int(truncatingIfNeeded: Shingles.mix(key) % UInt64(Sketch.size))
        self.members = members.map { member in
            Member(rank: member.rank, sketch: member.sketch.rotated(by: shift), group: member.group)
        }
        self.members.sort { ($0.sketch, $0.rank) < ($1.sketch, $1.rank) }
        self.options = options
    }

    /// Calls `body` with the ranks of a later and an earlier document.
    func forEachPair(_ body: (UInt32, UInt32) throws(DataError) -> Void) throws(DataError) {
        try divide(members.indices, level: 0, body)
    }

    private func divide(
        _ range: Range<Int>, level: Int, _ body: (UInt32, UInt32) throws(DataError) -> Void
    ) throws(DataError) {
        if range.count < 2 { return }
        try compare(range, body)
        if range.count <= Self.few || level + 1 == Self.lengths.count { return }
        let length = Self.lengths[level + 1]
        var start = range.lowerBound
        for index in range where !members[index].sketch.agrees(with: members[start].sketch, first: length) {
            try divide(start..<index, level: level + 1, body)
            start = index
        }
        try divide(start..<range.upperBound, level: level + 1, body)
    }

    private func compare(_ range: Range<Int>, _ body: (UInt32, UInt32) throws(DataError) -> Void) throws(DataError) {
        let limit = range.count <= Self.few ? Self.few : Self.anchors
        // Of each group the earliest: enough for any other group to find as many as it may be compared with.
        var earliest: [Member] = []
        var inGroup: [UInt64: Int] = [:]
        for later in members[range].sorted(by: { $0.rank < $1.rank }) {
            var compared = 0
            for earlier in earliest where options.compares(later.group, earlier.group) {
                try body(later.rank, earlier.rank)
                compared += 1
                if compared == limit { break }
            }
            if inGroup[later.group, default: 0] < limit {
                inGroup[later.group, default: 0] += 1
                earliest.append(later)
            }
        }
    }
}
