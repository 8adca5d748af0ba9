/// Python's `strftime` in the C locale, as glibc spells it.
extension CivilTime {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

    /// - Throws: for a directive that is none, or that needs a time zone.
    func formatted(_ format: PythonString) throws(Fault) -> PythonString {
        var output: [UInt8] = []
        var bytes = format.bytes[...]
        while let byte = bytes.popFirst() {
            guard byte == UInt8(ascii: "%"), var directive = bytes.popFirst() else {
                output.append(byte)
                continue
            }
            var isBare = false
            if directive == UInt8(ascii: "-"), let next = bytes.popFirst() {
                isBare = true
                directive = next
            }
            output += try spelled(Unicode.Scalar(directive), isBare: isBare).utf8
        }
        return PythonString(output)
    }

    private func spelled(_ directive: Unicode.Scalar, isBare: Bool) throws(Fault) -> String {
        func padded(_ number: Int, _ width: Int, _ filler: String = "0") -> String {
            let digits = String(number)
            return isBare ? digits : String(repeating: filler, count: max(0, width - digits.utf8.count)) + digits
        }
        let hour12 = hour % 12 == 0 ? 12 : hour % 12
        switch directive {
        case "Y": return String(year)
        case "C": return padded(year / 100, 2)
        case "y": return padded(year % 100, 2)
        case "m": return padded(month, 2)
        case "d": return padded(day, 2)
        case "e": return padded(day, 2, " ")
        case "j": return padded(dayOfYear, 3)
        case "H": return padded(hour, 2)
        case "k": return padded(hour, 2, " ")
        case "I": return padded(hour12, 2)
        case "l": return padded(hour12, 2, " ")
        case "M": return padded(minute, 2)
        case "S": return padded(second, 2)
        case "f": return "000000"
        case "p": return hour < 12 ? "AM" : "PM"
        case "P": return hour < 12 ? "am" : "pm"
        case "u": return String(weekday == 0 ? 7 : weekday)
        case "w": return String(weekday)
        case "U": return padded((dayOfYear + 6 - weekday) / 7, 2)
        case "W": return padded((dayOfYear + 6 - (weekday + 6) % 7) / 7, 2)
        case "A": return Self.weekdays[weekday]
        case "a": return String(Self.weekdays[weekday].prefix(3))
        case "B": return Self.months[month - 1]
        case "b", "h": return String(Self.months[month - 1].prefix(3))
        case "n": return "\n"
        case "t": return "\t"
        case "%": return "%"
        case "z", "Z": return ""
        default: return try compound(directive)
        }
    }

    private func compound(_ directive: Unicode.Scalar) throws(Fault) -> String {
        let formats: [Unicode.Scalar: String] = [
            "D": "%m/%d/%y", "x": "%m/%d/%y", "F": "%Y-%m-%d", "R": "%H:%M", "T": "%H:%M:%S", "X": "%H:%M:%S",
            "r": "%I:%M:%S %p", "c": "%a %b %e %H:%M:%S %Y",
        ]
        guard let format = formats[directive] else {
            throw .value("strftime_now does not know the directive '%\(Character(directive))'")
        }
        return try formatted(PythonString(format)).text
    }
}
