internal import Foundation
internal import Formats
package import Records

/// The clusters of a complete run's deduplication, as its clusters file lists them, with the texts where the run wrote
/// them.
package struct ClusterBrowser {
    package struct Cluster: Sendable, Equatable {
        package var number: Int
        package var kept: String
        /// With the document that stays.
        package var size: Int
    }

    /// A document that went: what its line of the file says.
    package struct Member: Sendable, Equatable {
        package var id: String
        /// True similarity, or the estimate where nothing was verified.
        package var similarity: Double
        package var isEstimate: Bool
        package var band: Int?
    }

    private let folder: String
    private let step: Manifest.StepAccount
    private var path: String { Folder.join(folder, "clusters/\(step.name).jsonl") }

    /// - Parameter step: nil for the only one that dedupes.
    package init(folder: String, step name: String?) throws(DataError) {
        let steps = try Manifest.load(folder: folder).steps.filter { $0.action == DedupeOptions.action }
        let names = steps.map(\.name).joined(separator: ", ")
        guard let step = name == nil && steps.count == 1 ? steps[0] : steps.first(where: { $0.name == name }) else {
            throw DataError(
                names.isEmpty ? "the run dedupes nothing" : "which step is meant?", file: folder,
                mend: names.isEmpty ? "" : "name it with --step: \(names)")
        }
        self.folder = folder
        self.step = step
        guard step.receipt.files.contains(where: { $0.path == "clusters/\(step.name).jsonl" }) else {
            throw DataError(
                "the step '\(step.name)' made no clusters", file: folder,
                mend: "what it cut out of texts is in removed/\(step.name)/, what it dropped in dropped/\(step.name)/")
        }
    }

    /// The largest clusters, the largest first, and how many there are in all.
    package func largest(_ count: Int) throws(DataError) -> (clusters: [Cluster], total: Int) {
        var largest: [Cluster] = []
        var current = Cluster(number: 0, kept: "", size: 0)
        func close() {
            guard current.number > 0, largest.count < count || current.size > largest.last?.size ?? 0 else { return }
            largest.insert(current, at: largest.firstIndex { $0.size < current.size } ?? largest.count)
            if largest.count > count { largest.removeLast() }
        }
        try forEachRow { row in
            if row.cluster != current.number {
                close()
                current = Cluster(number: row.cluster, kept: row.kept, size: 1)
            }
            current.size += 1
            return true
        }
        close()
        return (largest, current.number)
    }

    /// One cluster, with up to so many of those that went.
    package func cluster(_ number: Int, members limit: Int) throws(DataError) -> (Cluster, [Member]) {
        var cluster: Cluster?
        var members: [Member] = []
        try forEachRow { row in
            guard row.cluster >= number else { return true }
            guard row.cluster == number else { return false }
            if cluster == nil { cluster = Cluster(number: number, kept: row.kept, size: 1) }
            cluster?.size += 1
            if members.count < limit { members.append(row.member) }
            return true
        }
        guard let cluster else { throw DataError("there is no cluster \(number)", file: path) }
        return (cluster, members)
    }

    /// The cluster of a document.
    package func number(of id: String) throws(DataError) -> Int {
        var number: Int?
        try forEachRow { row in
            if row.kept == id || row.member.id == id { number = row.cluster }
            return number == nil
        }
        guard let number else { throw DataError("'\(id)' is in no cluster", file: path) }
        return number
    }

    /// The texts of documents that the run wrote, kept or dropped, by id.
    package func texts(of ids: [String]) throws(DataError) -> [String: String] {
        var wanted = Set(ids)
        var texts: [String: String] = [:]
        for file in step.receipt.files where file.path.hasSuffix(".jsonl.zst") {
            let piece = Part.Piece(file: Folder.join(folder, file.path), source: "", range: 0..<file.bytes)
            var source = PartSource(Part(index: 0, pieces: [piece]))
            var batch = Batch()
            var more = true
            while more, !wanted.isEmpty {
                batch.removeAll()
                more = try source.read(into: &batch, limit: Batch.Limit())
                for index in 0..<batch.count where wanted.remove(batch.ids.string(index)) != nil {
                    texts[batch.ids.string(index)] = batch.texts.string(index)
                }
            }
        }
        return texts
    }

    private struct Row {
        var cluster: Int
        var kept: String
        var member: Member
    }

    /// - Parameter body: returns whether to go on.
    private func forEachRow(_ body: (Row) throws(DataError) -> Bool) throws(DataError) {
        let size = step.receipt.files.first { $0.path == "clusters/\(step.name).jsonl" }?.bytes ?? 0
        var options = SourceOptions()
        options.textField = "kept"
        let piece = Part.Piece(file: path, source: "", range: 0..<size)
        var source = PartSource(Part(index: 0, pieces: [piece]), options)
        var batch = Batch()
        var more = true
        while more {
            batch.removeAll()
            more = try source.read(into: &batch, limit: Batch.Limit())
            if let bad = batch.bad.first { throw DataError(bad.reason, file: path, line: bad.line) }
            for index in 0..<batch.count {
                guard let row = Self.row(batch, index) else { throw DataError("the file is damaged", file: path) }
                guard try body(row) else { return }
            }
        }
    }

    private static func row(_ batch: Batch, _ index: Int) -> Row? {
        guard let value = try? JSONValue.parse("{" + batch.rest.string(index) + "}"), case .object(let object) = value
        else { return nil }
        func number(_ name: String) -> Double? {
            guard case .number(let number) = object[name] else { return nil }
            return number.double
        }
        guard let cluster = number("cluster"), let similarity = number("similarity") ?? number("estimate") else {
            return nil
        }
        let member = Member(
            id: batch.ids.string(index), similarity: similarity, isEstimate: number("estimate") != nil,
            band: number("band").map { Int($0) })
        return Row(cluster: Int(cluster), kept: batch.texts.string(index), member: member)
    }
}
