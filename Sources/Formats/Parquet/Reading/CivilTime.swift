/// A day of the Gregorian calendar, reckoned back and forth without end, and a time in it.
///
/// Days become dates as in Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
struct CivilTime {
    /// Since 1970-01-01.
    private let days: Int
    private let nanoseconds: Int

    init(days: Int) {
        self.days = days
        nanoseconds = 0
    }

    /// - Parameter count: of units since midnight of 1970-01-01.
    init(_ count: Int, _ unit: ParquetType.Unit) {
        let (perDay, size) =
            switch unit {
            case .milliseconds: (86_400_000, 1_000_000)
            case .microseconds: (86_400_000_000, 1000)
            case .nanoseconds: (86_400_000_000_000, 1)
            }
        let within = (count % perDay + perDay) % perDay
        days = count / perDay - (count < 0 && within > 0 ? 1 : 0)
        nanoseconds = within * size
    }

    /// Nanoseconds of the day in eight bytes and the Julian day in four, the lowest first.
    init(int96 bytes: Span<UInt8>) {
        let low = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: Int64.self)
        let day = Int(bytes.bytes.unsafeLoadUnaligned(fromByteOffset: 8, as: Int32.self))
        let time = CivilTime(Int(low), .nanoseconds)
        days = day - 2_440_588 + time.days
        nanoseconds = time.nanoseconds
    }

    var date: String {
        // Eras of 400 years that begin in March; dates far beyond any calendar are not shifted over the edge of Int.
        let shifted = days.addingReportingOverflow(719_468).overflow ? days : days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
        return Self.padded(year, 4) + "-" + Self.padded(month < 10 ? month + 3 : month - 9, 2) + "-"
            + Self.padded(day, 2)
    }

    /// With as many decimals as it has.
    var time: String {
        let seconds = nanoseconds / 1_000_000_000
        let fraction = nanoseconds % 1_000_000_000
        var text =
            Self.padded(seconds / 3600, 2) + ":" + Self.padded(seconds / 60 % 60, 2) + ":"
            + Self.padded(seconds % 60, 2)
        if fraction > 0 {
            var digits = Self.padded(fraction, 9)
            while digits.hasSuffix("0") { digits.removeLast() }
            text += "." + digits
        }
        return text
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number.magnitude)
        return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
