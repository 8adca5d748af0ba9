package import Records

/// Packs examples into rows of one length without cutting any that fits: best fit, longest first, among those that wait
/// (Ding et al. 2024, "Fewer Truncations Improve Language Modeling", section 3, whose best-fit-decreasing is over a whole
/// corpus).
///
/// Each row says where its examples begin and end, so that a trainer can keep them apart.
package struct WholePacker: RowPacker {
    private let length: Int
    /// How many examples wait for others to fill their row.
    private let window: Int
    private var waiting: [TokenExample] = []

    package init(length: Int, window: Int = 4096) {
        self.length = max(1, length)
        self.window = max(1, window)
    }

    /// An example longer than a row is cut into rows.
    package mutating func append(_ document: TokenExample, emit: Emit) throws(DataError) {
        for start in stride(from: 0, to: document.ids.count, by: length) {
            let range = start..<min(start + length, document.ids.count)
            var piece = TokenExample()
            piece.ids = Array(document.ids[range])
            piece.labels = Array(document.labels[range])
            waiting.append(piece)
        }
        if waiting.count >= window { try finish(emit: emit) }
    }

    package mutating func finish(emit: Emit) throws(DataError) {
        for members in Self.rows(of: waiting.map(\.ids.count), length: length) {
            var row = TrainingRow()
            for index in members { row.append(waiting[index]) }
            try emit(row)
        }
        waiting.removeAll(keepingCapacity: true)
    }

    /// Which examples share a row: indices of their lengths, in order in each row, rows in order of their first.
    package static func rows(of lengths: [Int], length: Int) -> [[Int]] {
        var rows: [[Int]] = []
        // Rows by the room that they have; the last one of a list was begun last.
        var withRoom = [[Int]](repeating: [], count: length + 1)
        let order = lengths.indices.sorted { (lengths[$1], $0) < (lengths[$0], $1) }
        for index in order {
            let needed = lengths[index]
            let room = (needed...length).first { !withRoom[$0].isEmpty }
            let row = room.flatMap { withRoom[$0].popLast() } ?? rows.count
            if row == rows.count { rows.append([]) }
            rows[row].append(index)
            withRoom[(room ?? length) - needed].append(row)
        }
        return rows.map { $0.sorted() }.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    }
}
