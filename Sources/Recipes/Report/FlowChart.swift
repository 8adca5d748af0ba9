/// What became of the records, step by step: one bar a step, split into kept, dropped by rule, and quarantined.
struct FlowChart {
    struct Row {
        var name: String
        var read: Int
        /// Name, count and style class of each share, in order.
        var shares: [(name: String, count: Int, style: String)]
    }

    var rows: [Row]

    private static let rowHeight = 34
    private static let nameWidth = 110
    private static let barWidth = 560

    var html: HTMLText {
        let largest = max(1, rows.map(\.read).max() ?? 1)
        let lines = rows.enumerated().map { index, row in
            var x = Double(Self.nameWidth)
            let segments = row.shares.filter { $0.count > 0 }.map { share in
                let width = Double(share.count) / Double(largest) * Double(Self.barWidth)
                defer { x += width }
                return """
                    <rect class="\(share.style)" x="\(Figures.decimal(x, places: 2))" y="6" \
                    width="\(Figures.decimal(max(width, 0.75), places: 2))" height="22">\
                    <title>\(row.name): \(share.name) \(Figures.count(share.count))</title></rect>
                    """ as HTMLText
            }
            return """
                <g transform="translate(0,\(index * Self.rowHeight))">\
                <text class="name" x="\(Self.nameWidth - 8)" y="22">\(row.name)</text>\(segments.joined())\
                <text class="value" x="\(Int(x) + 6)" y="22">\(Figures.count(row.read))</text></g>
                """ as HTMLText
        }
        let height = rows.count * Self.rowHeight
        return """
            <svg class="chart" viewBox="0 0 760 \(height)" width="760" height="\(height)" role="img">\(lines.joined())</svg>
            <p class="legend"><span class="kept"></span> kept <span class="dropped0"></span><span \
            class="dropped1"></span><span class="dropped2"></span> dropped, by rule <span class="quarantined"></span> \
            quarantined</p>
            """
    }
}
