/// Rows of cells as lines of a terminal: the first and the last column to the left, those between, which are numbers, to the
/// right.
struct TextTable {
    /// All of one length.
    let rows: [[String]]

    /// A line a row, each with its end.
    var text: String {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            row.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                return column == 0 || column == row.count - 1 ? row[column] + space : space + row[column]
            }.joined(separator: "  ").trimmingSuffix(" ")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension String {
    fileprivate func trimmingSuffix(_ character: Character) -> String {
        var text = self
        while text.last == character { text.removeLast() }
        return text
    }
}
