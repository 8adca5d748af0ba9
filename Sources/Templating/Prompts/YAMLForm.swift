/// Which ways of writing a string as a YAML scalar would read back as the string (yaml/pyyaml, `analyze_scalar`).
struct YAMLForm {
    private(set) var allowsPlain = true
    private(set) var allowsSingleQuotes = true

    private static let whites: Set<Unicode.Scalar> = [" ", "\n"]
    private static let indicators = Set("#,[]{}&*!|>'\"%@`".unicodeScalars)

    init(_ text: [Unicode.Scalar]) {
        if text.starts(with: "---".unicodeScalars) || text.starts(with: "...".unicodeScalars) { allowsPlain = false }
        for (index, scalar) in text.enumerated() {
            let previous: Unicode.Scalar? = index > 0 ? text[index - 1] : nil
            let isBeforeWhite = index + 1 >= text.count || Self.whites.contains(text[index + 1])
            if index == 0, Self.indicators.contains(scalar) || (scalar == "?" || scalar == "-") && isBeforeWhite {
                allowsPlain = false
            }
            if scalar == ":", isBeforeWhite { allowsPlain = false }
            if scalar == "#", let previous, Self.whites.contains(previous) { allowsPlain = false }
            let isAtEnd = index == 0 || index == text.count - 1
            if scalar == "\n" || (isAtEnd && scalar == " ") { allowsPlain = false }
            // Blanks around a line end would be lost.
            if let previous, (scalar == " " && previous == "\n") || (scalar == "\n" && previous == " ") {
                allowsSingleQuotes = false
            }
            if scalar != "\n", scalar < " " || scalar > "~" { allowsSingleQuotes = false }
        }
        if !allowsSingleQuotes { allowsPlain = false }
    }

    /// Whether a plain scalar would be read as something other than a string: YAML 1.1's types.
    static func meansOther(_ text: String) -> Bool {
        let words = [
            "", "~", "null", "Null", "NULL", "<<", "=", "yes", "Yes", "YES", "no", "No", "NO", "true", "True", "TRUE",
            "false", "False", "FALSE", "on", "On", "ON", "off", "Off", "OFF",
        ]
        return words.contains(text) || isNumber(text) || isTime(text)
    }

    private static func isNumber(_ text: String) -> Bool {
        let integer = /[-+]?(0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(:[0-5]?[0-9])+)/
        let float = /[-+]?[0-9][0-9_]*\.[0-9_]*([eE][-+][0-9]+)?|\.[0-9][0-9_]*([eE][-+][0-9]+)?/
        let other = /[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)/
        return text.wholeMatch(of: integer) != nil || text.wholeMatch(of: float) != nil
            || text.wholeMatch(of: other) != nil
    }

    private static func isTime(_ text: String) -> Bool {
        let date = /[0-9]{4}-[0-9]{2}-[0-9]{2}/
        let moment =
            /[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]*)?([ \t]*(Z|[-+][0-9]{1,2}(:[0-9]{2})?))?/
        return text.wholeMatch(of: date) != nil || text.wholeMatch(of: moment) != nil
    }
}
