/// HTML put together from text that may hold anything.
struct HTMLText: ExpressibleByStringInterpolation, CustomStringConvertible {
    var description: String

    init(stringLiteral value: String) { description = value }
    init(raw: String) { description = raw }
    init(stringInterpolation: Interpolation) { description = stringInterpolation.text }

    /// What is interpolated is escaped, unless it is HTML already.
    struct Interpolation: StringInterpolationProtocol {
        var text = ""
        init(literalCapacity: Int, interpolationCount: Int) {}
        mutating func appendLiteral(_ literal: String) { text += literal }
        mutating func appendInterpolation(_ value: HTMLText) { text += value.description }
        mutating func appendInterpolation(_ value: Int) { text += String(value) }
        mutating func appendInterpolation(_ value: String) { text += HTMLText.escape(value) }
    }

    static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n", "\t": escaped.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    static func + (first: HTMLText, second: HTMLText) -> HTMLText {
        HTMLText(raw: first.description + second.description)
    }
}

extension Sequence<HTMLText> {
    func joined() -> HTMLText { HTMLText(raw: map(\.description).joined()) }
}
