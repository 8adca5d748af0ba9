/// Upright bars over powers of two, as inline SVG: lengths span too many magnitudes for a linear axis.
struct Histogram {
    /// Count of values by number of significant bits: 0 for 0, 1 for 1, 2 for 2–3, 3 for 4–7 …
    var countsByBits: [Int: Int]
    var unit: String

    private static let column = 44
    private static let plotHeight = 140

    var html: HTMLText {
        guard let first = countsByBits.keys.min(), let last = countsByBits.keys.max() else { return "" }
        let largest = max(1, countsByBits.values.max() ?? 1)
        let width = (last - first + 1) * Self.column + 20
        let columns = (first...last).map { bits in
            let count = countsByBits[bits] ?? 0
            let height = count == 0 ? 0 : max(1, count * Self.plotHeight / largest)
            let x = 10 + (bits - first) * Self.column
            let range = bits == 0 ? "0" : "\(Figures.count(1 << (bits - 1)))–\(Figures.count((1 << bits) - 1))"
            return """
                <g><title>\(range) \(unit): \(Figures.count(count))</title>\
                <rect class="bar" x="\(x + 3)" y="\(20 + Self.plotHeight - height)" width="\(Self.column - 6)" \
                height="\(height)" rx="2"/>\
                <text class="tick" x="\(x + Self.column / 2)" y="\(14 + Self.plotHeight - height)">\(short(count))</text>\
                <text class="tick" x="\(x + Self.column / 2)" y="\(36 + Self.plotHeight)">\(lowerBound(bits))</text></g>
                """ as HTMLText
        }
        return """
            <svg class="chart" viewBox="0 0 \(width) \(Self.plotHeight + 44)" width="\(width)" \
            height="\(Self.plotHeight + 44)" role="img">\(columns.joined())</svg>
            """
    }

    private func short(_ count: Int) -> String {
        count == 0 ? "" : count < 10_000 ? String(count) : String(count / 1000) + "k"
    }

    private func lowerBound(_ bits: Int) -> String {
        let bound = bits == 0 ? 0 : 1 << (bits - 1)
        return bound < 1024 ? String(bound) : bound < 1 << 20 ? "\(bound >> 10)Ki" : "\(bound >> 20)Mi"
    }
}
