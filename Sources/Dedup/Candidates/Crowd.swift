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

    private struct Member {
        var sketch: Sketch
        var document: UInt64
    }

    private var members: [Member] = []

    /// - Parameter bucket: documents in order.
    init(_ bucket: [UInt64], store: inout SignatureStore) throws(DataError) {
        members.reserveCapacity(bucket.count)
        // Any number that differs between buckets: pairs that one bucket misses, another sees from another side.
        let shift = Int(truncatingIfNeeded: Shingles.mix(bucket[0] ^ UInt64(bucket.count)) % UInt64(Sketch.size))
        for document in bucket {
            members.append(Member(sketch: try store.entry(document).sketch.rotated(by: shift), document: document))
        }
        members.sort { ($0.sketch, $0.document) < ($1.sketch, $1.document) }
    }

    func forEachPair(_ body: (Pair) throws(DataError) -> Void) throws(DataError) {
        try divide(members.indices, level: 0, body)
    }

    private func divide(
        _ range: Range<Int>, level: Int, _ body: (Pair) throws(DataError) -> Void
    ) throws(DataError) {
        if range.count < 2 { return }
        let documents = members[range].map(\.document).sorted()
        let isFew = range.count <= Self.few
        for later in documents.indices {
            for earlier in 0..<(isFew ? later : min(later, Self.anchors)) {
                try body(Pair(key: documents[later], value: documents[earlier]))
            }
        }
        if isFew || level + 1 == Self.lengths.count { return }
        let length = Self.lengths[level + 1]
        var start = range.lowerBound
        for index in range where !members[index].sketch.agrees(with: members[start].sketch, first: length) {
            try divide(start..<index, level: level + 1, body)
            start = index
        }
        try divide(start..<range.upperBound, level: level + 1, body)
    }
}
