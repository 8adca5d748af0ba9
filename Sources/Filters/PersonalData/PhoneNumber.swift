/// Telephone numbers: with a country's code as anywhere in the world, or as they are written within a country.
enum PhoneNumber {
    /// Where a number that begins with `+` or `00` ends (ITU-T E.164: at most 15 digits, the code first).
    static func international(_ cursor: borrowing TextCursor, at start: Int) -> Int? {
        var index = start
        var isOpen = cursor[start] == UInt8(ascii: "(")
        if isOpen { index += 1 }
        if cursor[index] == UInt8(ascii: "+") {
            index += 1
        } else if isOpen {
            return nil
        } else {
            guard cursor[start] == 0x30, cursor[start + 1] == 0x30 else { return nil }
            index += 2
        }
        guard hasCountry(cursor, at: index) else { return nil }
        var digits = 0
        var groups = 1
        var end = index
        while index < cursor.count, digits <= 15 {
            if cursor.isDigit(index) {
                digits += 1
                index += 1
                end = index
                continue
            }
            // A slash or brackets, a blank on each side of them; or one separator.
            var next = index + DigitPattern.separatorLength(cursor, at: index)
            if cursor[next] == UInt8(ascii: "(") {
                if isOpen { break }
                isOpen = true
                next += 1
            } else if cursor[next] == UInt8(ascii: ")") {
                if !isOpen { break }
                isOpen = false
                next += 1
                next += DigitPattern.separatorLength(cursor, at: next)
            } else if cursor[next] == UInt8(ascii: "/") {
                next += 1
            }
            guard next > index, cursor.isDigit(next) else { break }
            groups += 1
            index = next
        }
        guard (8...15).contains(digits), groups <= 8, !isOpen, !cursor.isWord(end) else { return nil }
        return end
    }

    /// Whether the digits begin with a code that is given to a country (ITU-T E.164, list of assigned codes).
    private static func hasCountry(_ cursor: borrowing TextCursor, at index: Int) -> Bool {
        guard cursor.isDigit(index) else { return false }
        let first = Int(cursor[index] - 0x30)
        // America and Russia may have a blank behind their one digit.
        if first == 1 || first == 7 { return true }
        guard cursor.isDigit(index + 1) else { return false }
        let second = Int(cursor[index + 1] - 0x30)
        if shortCodes.contains(first * 10 + second) { return true }
        guard cursor.isDigit(index + 2) else { return false }
        return longCodes.contains(first * 100 + second * 10 + Int(cursor[index + 2] - 0x30))
    }

    private static let shortCodes: Set<Int> = [
        20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58, 60, 61,
        62, 63,
        64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
    ]
    private static let longCodes: Set<Int> = Set(
        [211, 212, 213, 216, 218, 290, 291, 297, 298, 299, 423, 800, 808, 850, 852, 853, 855, 856, 870, 880, 886]
            + Array(220...269) + Array(350...359) + Array(370...383) + [385, 386, 387, 389, 420, 421] + Array(500...509)
            + Array(590...599) + Array(670...692) + Array(960...979) + Array(992...998))

    /// Where a number as it is written in countries of a language ends.
    static func national(
        _ cursor: borrowing TextCursor, at start: Int, language: String, _ digits: inout [UInt8]
    ) -> Int? {
        var longest: Int?
        for pattern in patterns[String(language.prefix { $0 != "-" })] ?? [] {
            if let end = pattern.match(cursor, at: start, &digits), end > longest ?? start { longest = end }
        }
        return longest
    }

    private static func shapes(_ shapes: StaticString...) -> [DigitPattern] { shapes.map { DigitPattern(shape: $0) } }

    /// By language: the national plans of the countries where most of its speakers live.
    private static let patterns: [String: [DigitPattern]] = [
        "en": shapes(
            "(###)_###_####", "###-###-####", "###.###.####", "0#### ######", "0### ### ####", "(0###) ### ####",
            "(0####) ######", "020 #### ####", "(020) #### ####", "1-###-###-####", "07### ######", "0### #######",
            "(0###)_#######", "0##########", "(0##)_########", "(0##) #### ####"),
        "fr": shapes("0#_##_##_##_##", "0# ## ## ## ##"),
        "de": shapes(
            "0### #######", "0### ######", "0### ########", "0###/#######", "0###/######", "(0###) ######",
            "(0###) #######",
            "0##/########", "0## ########", "0## #######", "(0##) ########", "0#### ######", "0#### #####",
            "0####/######",
            "0####-######", "0###-#######", "0## ### ## ##", "0### ### ####"),
        "es": shapes("6##_###_###", "7##_###_###", "9##_###_###", "6##_##_##_##", "9##_##_##_##"),
        "it": shapes("3##_###_####", "3##_#######", "0#_########", "0#_####_####", "0##_#######", "0##_######"),
        "pt": shapes(
            "9##_###_###", "2##_###_###", "(##) 9####-####", "(##) ####-####", "(0##) ####-####", "(0##) 9####-####"),
        "nl": shapes(
            "06_########", "06_##_##_##_##", "0##_#######", "0##_###_##_##", "0###_######", "(0##)_#######",
            "(0###)_######"),
        "pl": shapes("###_###_###", "##_###_##_##", "(##)_###_##_##"),
        "sv": shapes(
            "07#_###_##_##", "07#-### ## ##", "08-### ### ##", "0##-### ## ##", "0##-## ## ##", "08-## ## ##",
            "08-### ## ##", "0###-### ##", "0###-## ## ##", "0##-### ### ##", "0## ### ## ##"),
        "fi": shapes(
            "0########", "0#########", "0##_###_####", "0##_#######", "0#_###_####", "0##_###_###", "0#_########"),
        "ja": shapes("0#0-####-####", "0#-####-####", "0##-###-####", "0##-####-####", "0####-#-####"),
        "zh": shapes("1##########", "1##_####_####", "0##-########", "0###-########", "0###-#######"),
        "ko": shapes("010-####-####", "02-####-####", "0##-####-####", "0##-###-####", "02-###-####", "1###-####"),
        "ru": shapes("8_(###)_###_##_##", "8_###_###_##_##", "8##########"),
        "hi": shapes("0##########", "9#########", "9####_#####", "8####_#####", "7####_#####"),
        "tr": shapes(
            "0_(###)_###_##_##", "0_###_###_##_##", "0(###)#######", "(0###)_###_##_##", "(###)###_####",
            "###_#_###", "###_###_####"),
    ]
}
