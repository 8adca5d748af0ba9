package import Records

/// What a decision came to.
package struct ClusterSummary: Sendable {
    /// A document that stays and those that go for it.
    package struct Cluster: Sendable, Equatable {
        /// Number of the cluster in the clusters file, from 1 on.
        package var number: Int
        package var size: Int
        /// Parts and ordinals of the document that stays and of the first one that goes for it.
        package var kept: Place
        package var removed: Place
    }

    package struct Place: Sendable, Equatable {
        package var part: Int
        package var ordinal: Int
    }

    package var files: [Receipt.File] = []
    /// Number of clusters by size.
    package var sizes: [Int: Int] = [:]
    /// The largest clusters, the largest first.
    package var largest: [Cluster] = []

    static let shown = 20

    mutating func add(_ cluster: Cluster) {
        sizes[cluster.size, default: 0] += 1
        if largest.count == Self.shown, let least = largest.last, cluster.size <= least.size { return }
        largest.insert(cluster, at: largest.firstIndex { $0.size < cluster.size } ?? largest.count)
        if largest.count > Self.shown { largest.removeLast() }
    }
}

/// Writes the removals grouped by the document that stays, a line of JSON each:
/// `{"cluster":1,"id":"b","kept":"a","similarity":0.93,"band":3}`.
struct ClustersWriter {
    private let file: AtomicFile
    private let isVerified: Bool
    private var store: SignatureStore
    private var summary = ClusterSummary()
    private var cluster: ClusterSummary.Cluster?
    private var last: UInt32?
    private var keptID: [UInt8] = []
    private var line: [UInt8] = []

    init(path: String, store: SignatureStore, isVerified: Bool) throws(DataError) {
        file = try AtomicFile(path: path)
        self.store = store
        self.isVerified = isVerified
    }

    /// Those of one document that stays come in a row.
    mutating func append(_ removal: NumberedRemoval) throws(DataError) {
        if removal.kept != last { try begin(removal) }
        cluster?.size += 1
        line.removeAll(keepingCapacity: true)
        line.append(contentsOf: "{\"cluster\":".utf8)
        JSONText.appendNumber(cluster?.number ?? 0, to: &line)
        line.append(contentsOf: ",\"id\":".utf8)
        let id = try store.id(removal.removed)
        JSONText.appendString(id.span, to: &line)
        let row = Removal(ordinal: 0, similarity: removal.similarity, band: removal.band, keptID: keptID)
        row.appendMembers(isVerified: isVerified, to: &line)
        line.append(contentsOf: "}\n".utf8)
        try file.write(line)
    }

    private mutating func begin(_ removal: NumberedRemoval) throws(DataError) {
        let number = (cluster?.number ?? 0) + 1
        if let cluster { summary.add(cluster) }
        cluster = .init(number: number, size: 1, kept: place(removal.kept), removed: place(removal.removed))
        last = removal.kept
        keptID = try store.id(removal.kept)
    }

    private func place(_ number: UInt32) -> ClusterSummary.Place {
        let (part, ordinal) = store.place(number)
        return .init(part: part, ordinal: ordinal)
    }

    mutating func finish() throws(DataError) -> ClusterSummary {
        if let cluster { summary.add(cluster) }
        summary.files = [try file.receipt()]
        return summary
    }
}

extension Removal {
    /// Appends what an audit says of it, as members of JSON: `,"kept":"a","similarity":0.93,"band":3`.
    func appendMembers(isVerified: Bool, to output: inout [UInt8]) {
        output.append(contentsOf: ",\"kept\":".utf8)
        if keptID.isEmpty {
            output.append(contentsOf: "null".utf8)
        } else {
            JSONText.appendString(keptID.span, to: &output)
        }
        output.append(contentsOf: (isVerified ? ",\"similarity\":" : ",\"estimate\":").utf8)
        JSONText.appendNumber((similarity * 1e6).rounded() / 1e6, to: &output)
        guard isVerified else { return }
        output.append(contentsOf: ",\"band\":".utf8)
        JSONText.appendNumber(band, to: &output)
    }
}
