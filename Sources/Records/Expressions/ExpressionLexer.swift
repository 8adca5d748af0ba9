/// Cuts an expression into tokens.
struct ExpressionLexer {
    private let text: [Character]
    private var place = 0

    private static let words: Set<String> = ["and", "or", "not", "in", "true", "false", "null"]
    /// Longer marks before those they begin with.
    private static let marks: [[Character]] = [
        "&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "+", "-", "*", "/", "(", ")", "[", "]", ",",
    ].map { Array($0) }
    private static let synonyms = ["&&": "and", "||": "or", "!": "not"]

    static func tokens(_ text: String) throws(DataError) -> [ExpressionToken] {
        var lexer = ExpressionLexer(text: Array(text))
        var tokens: [ExpressionToken] = []
        repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
        return tokens
    }

    private init(text: [Character]) { self.text = text }

    private mutating func next() throws(DataError) -> ExpressionToken {
        while place < text.count, text[place].isWhitespace { place += 1 }
        let column = place + 1
        guard place < text.count else { return ExpressionToken(kind: .end, column: column) }
        let first = text[place]
        if first == "\"" || first == "'" { return ExpressionToken(kind: .string(try quoted()), column: column) }
        if first.isASCII, first.isNumber { return ExpressionToken(kind: .number(try numeral()), column: column) }
        if first.isLetter || first == "_" || first == "\\" {
            let word = name()
            return ExpressionToken(kind: Self.words.contains(word) ? .mark(word) : .name(word), column: column)
        }
        guard let mark = Self.marks.first(where: { text[place...].starts(with: $0) }) else {
            throw Expression.fault("'\(first)' has no meaning here", column: column)
        }
        place += mark.count
        let spelling = String(mark)
        return ExpressionToken(kind: .mark(Self.synonyms[spelling] ?? spelling), column: column)
    }

    /// A string between quotes of either kind, with JSON's escapes of one letter.
    private mutating func quoted() throws(DataError) -> String {
        let (start, quote) = (place, text[place])
        var string = ""
        place += 1
        while place < text.count, text[place] != quote {
            if text[place] == "\\" {
                place += 1
                guard place < text.count else { break }
                switch text[place] {
                case "n": string.append("\n")
                case "t": string.append("\t")
                case "r": string.append("\r")
                case "\\", "\"", "'": string.append(text[place])
                default: throw Expression.fault("\\\(text[place]) is no escape", column: place)
                }
            } else {
                string.append(text[place])
            }
            place += 1
        }
        guard place < text.count else { throw Expression.fault("the string does not end", column: start + 1) }
        place += 1
        return string
    }

    private mutating func numeral() throws(DataError) -> Double {
        let start = place
        while place < text.count {
            let isSign = (text[place] == "-" || text[place] == "+") && "eE".contains(text[place - 1])
            guard text[place].isLetter || text[place].isNumber || text[place] == "." || isSign else { break }
            place += 1
        }
        let digits = String(text[start..<place])
        guard let number = Double(digits), number.isFinite else {
            throw Expression.fault("'\(digits)' is no number", column: start + 1)
        }
        return number
    }

    /// A path such as `messages[0].content` (see `FieldPath`); a bracket belongs to it if a number stands in it.
    private mutating func name() -> String {
        let start = place
        while place < text.count {
            let character = text[place]
            if character == "\\" {
                place = min(place + 2, text.count)
            } else if character.isLetter || character.isNumber || character == "_" || character == "." {
                place += 1
            } else if character == "[", let close = text[place...].firstIndex(of: "]"), close > place + 1,
                text[place + 1..<close].allSatisfy({ $0.isASCII && $0.isNumber })
            {
                place = close + 1
            } else {
                break
            }
        }
        return String(text[start..<place])
    }
}
