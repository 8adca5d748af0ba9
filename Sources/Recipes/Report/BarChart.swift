/// Horizontal bars with their names and values, as inline SVG.
struct BarChart {
    struct Bar {
        var name: String
        var value: Double
        /// The value as it is written beside the bar.
        var label: String
    }

    var bars: [Bar]

    private static let rowHeight = 22
    private static let nameWidth = 150
    private static let barWidth = 420
    private static let width = 680

    var html: HTMLText {
        let height = bars.count * Self.rowHeight
        let largest = max(bars.map(\.value).max() ?? 0, .leastNonzeroMagnitude)
        let rows = bars.enumerated().map { index, bar in
            let y = index * Self.rowHeight
            let length = max(1, Int((bar.value / largest * Double(Self.barWidth)).rounded()))
            return """
                <g transform="translate(0,\(y))"><title>\(bar.name): \(bar.label)</title>\
                <text class="name" x="\(Self.nameWidth - 8)" y="15">\(bar.name)</text>\
                <rect class="bar" x="\(Self.nameWidth)" y="3" width="\(length)" height="16" rx="2"/>\
                <text class="value" x="\(Self.nameWidth + length + 6)" y="15">\(bar.label)</text></g>
                """ as HTMLText
        }
        return """
            <svg class="chart" viewBox="0 0 \(Self.width) \(height)" width="\(Self.width)" height="\(height)" role="img">\
            \(rows.joined())</svg>
            """
    }
}

extension BarChart {
    /// The `limit` largest counts, the rest gathered in one bar; equal counts by name.
    init(counts: [String: Int], limit: Int = 40, label: (Int) -> String = Figures.count) {
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        bars = sorted.prefix(limit).map { Bar(name: $0.key, value: Double($0.value), label: label($0.value)) }
        let others = sorted.dropFirst(limit)
        if !others.isEmpty {
            let sum = others.reduce(0) { $0 + $1.value }
            bars.append(Bar(name: "\(others.count) others", value: Double(sum), label: label(sum)))
        }
    }
}
