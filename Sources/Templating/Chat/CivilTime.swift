/// A date and time of day as a calendar shows them, for `strftime_now`. Renders take it from the caller, never from a
/// clock: the same rows must give the same bytes tomorrow.
package struct CivilTime: Sendable, Hashable {
    package let year: Int
    package let month: Int
    package let day: Int
    package let hour: Int
    package let minute: Int
    package let second: Int

    /// `2026-01-31`, or `2026-01-31T09:05:00`; nil if the text is no such date.
    package init?(_ text: String) {
        let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let date = Self.numbers(halves[0], "-", count: 3), (1...9999).contains(date[0]),
            (1...12).contains(date[1]), date[2] >= 1, date[2] <= Self.length(ofMonth: date[1], year: date[0])
        else { return nil }
        var time = [0, 0, 0]
        if halves.count == 2 {
            guard let given = Self.numbers(halves[1], ":", count: 3), given[0] < 24, given[1] < 60, given[2] < 60
            else { return nil }
            time = given
        }
        (year, month, day) = (date[0], date[1], date[2])
        (hour, minute, second) = (time[0], time[1], time[2])
    }

    private static func numbers(_ text: Substring, _ separator: Character, count: Int) -> [Int]? {
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Int(part) : nil
        }
        return parts.count == count && numbers.count == count ? numbers : nil
    }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        month == 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// 1 on the first of January.
    var dayOfYear: Int { (1..<month).reduce(day) { $0 + Self.length(ofMonth: $1, year: year) } }

    /// 0 on Sundays.
    var weekday: Int {
        let before = year - 1
        return (before * 365 + before / 4 - before / 100 + before / 400 + dayOfYear) % 7
    }
}
