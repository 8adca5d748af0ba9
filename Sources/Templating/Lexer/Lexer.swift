/// Cuts a template into tokens as Jinja2's lexer does: text, tags, and inside tags names, literals and operators.
///
/// The peer's rules are regular expressions tried in order; the same choices are made here byte by byte.
struct Lexer {
    static let operators: [(text: StaticString, kind: Token.Kind)] = [
        ("//", .floordiv), ("**", .pow), ("==", .eq), ("!=", .ne), (">=", .gteq), ("<=", .lteq), ("+", .add),
        ("-", .sub), ("/", .div), ("*", .mul), ("%", .mod), ("~", .tilde), ("[", .lbracket), ("]", .rbracket),
        ("(", .lparen), (")", .rparen), ("{", .lbrace), ("}", .rbrace), (">", .gt), ("<", .lt), ("=", .assign),
        (".", .dot), (":", .colon), ("|", .pipe), (",", .comma), (";", .semicolon),
    ]

    /// The source with `\n` line ends and, by default, without its last one.
    let source: [UInt8]
    let options: TemplateOptions
    let marks: Marks
    var at = 0
    var line: Int32 = 1
    /// Whether the last match ended a line, so that white space before a tag is all there is on its line.
    var isLineStarting = true
    /// Closing brackets that are still due inside the tag.
    var brackets: [UInt8] = []
    var tokens: [Token] = []

    init(_ source: [UInt8], _ options: TemplateOptions) {
        self.source = Self.normalized(source, keepLast: options.keepTrailingNewline)
        self.options = options
        self.marks = Marks(options.delimiters)
    }

    /// Every kind of line end as `\n`.
    static func normalized(_ source: [UInt8], keepLast: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        var at = 0
        while at < source.count {
            if source[at] == 0x0D {
                bytes.append(0x0A)
                if at + 1 < source.count, source[at + 1] == 0x0A { at += 1 }
            } else {
                bytes.append(source[at])
            }
            at += 1
        }
        if !keepLast, bytes.last == 0x0A { bytes.removeLast() }
        return bytes
    }

    /// All tokens, an end token last.
    static func tokens(of source: [UInt8], _ options: TemplateOptions) throws(Fault) -> [Token] {
        var lexer = Lexer(source, options)
        while lexer.at < lexer.source.count { try lexer.lexText() }
        lexer.add(.end)
        return lexer.tokens
    }

    mutating func add(_ kind: Token.Kind, _ value: Constant = .none) {
        tokens.append(Token(kind: kind, line: line, offset: Int32(truncatingIfNeeded: at), value: value))
    }

    /// Moves on, counting lines.
    mutating func advance(to end: Int) {
        for i in at..<max(at, end) where source[i] == 0x0A { line &+= 1 }
        isLineStarting = end > 0 && source[end - 1] == 0x0A
        at = end
    }

    func fault(_ message: String) -> Fault {
        Fault(.syntax, message, line: line, offset: Int32(truncatingIfNeeded: at))
    }

    func starts(_ mark: [UInt8], at offset: Int) -> Bool {
        guard source.count - offset >= mark.count else { return false }
        for i in 0..<mark.count where source[offset + i] != mark[i] { return false }
        return true
    }

    /// First offset at or after `offset` that is not white space.
    func skippingSpace(from offset: Int) -> Int {
        var end = offset
        let span = source.span
        while end < span.count, UnicodeRules.isSpace(span.codePoint(at: end)) { end += span.codePointLength(at: end) }
        return end
    }

    /// The end of the text before `end` without the white space it ends with.
    func droppingSpace(from start: Int, to end: Int) -> Int {
        var at = start
        var kept = start
        let span = source.span
        while at < end {
            let length = span.codePointLength(at: at)
            if !UnicodeRules.isSpace(span.codePoint(at: at)) { kept = at + length }
            at += length
        }
        return min(kept, end)
    }
}
