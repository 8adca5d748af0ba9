/// Numbers as people read them.
package enum Figures {
    /// `1,234,567`.
    package static func count(_ number: Int) -> String {
        var digits = Array(String(number.magnitude))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return (number < 0 ? "-" : "") + String(digits)
    }

    /// `1.5 MB`: powers of 1000, as for files.
    package static func bytes(_ number: Int) -> String {
        var value = Double(number)
        for unit in ["bytes", "kB", "MB", "GB"] {
            if value < 1000 { return unit == "bytes" ? "\(number) bytes" : decimal(value, places: 1) + " " + unit }
            value /= 1000
        }
        return decimal(value, places: 1) + " TB"
    }

    /// Rounded to `places` decimals, always with a point.
    package static func decimal(_ value: Double, places: Int) -> String {
        guard value.isFinite else { return "–" }
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (value * scale).rounded()
        guard scaled.magnitude < 1e15 else { return String(value) }
        let whole = Int(scaled.magnitude)
        let sign = scaled < 0 ? "-" : ""
        if places == 0 { return sign + String(whole) }
        let digits = String(whole)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return sign + padded.dropLast(places) + "." + padded.suffix(places)
    }

    package static func percent(_ part: Int, of whole: Int) -> String {
        whole == 0 ? "–" : decimal(100 * Double(part) / Double(whole), places: 1) + " %"
    }
}
