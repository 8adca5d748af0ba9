import Glibc
import Records

/// The pass of `Wikitext` over one page. Text is written as it comes; when a construct that is no text closes, what was
/// written since it opened is taken back.
struct WikitextPass: ~Escapable {
    enum Kind { case template, parameter, table, link, externalLink, reference, variant }

    /// A construct that has opened.
    private struct Open {
        var kind: Kind
        /// How much was written before it.
        var mark: Int
        /// How much was written with its opening mark, which stays as text if it never closes.
        var textStart: Int
        var lineStart: Int
    }

    let source: Span<UInt8>
    let words: Wikitext
    var index = 0
    var output: [UInt8] = []
    private var stack: [Open] = []
    private var openTemplates = 0
    private var openTables = 0
    private var openReferences = 0
    /// Where the current line begins in `output`.
    var lineStart = 0
    private var headings: [WikitextHeading] = []
    /// Tags whose closing half was looked for in vain: nothing of them comes any more.
    var unclosedTags: [[UInt8]] = []
    /// Deeper ones are text: what is in a link is moved once for each link around it.
    private static let maximumDepth = 128

    @_lifetime(copy source)
    init(source: Span<UInt8>, words: Wikitext) {
        self.source = source
        self.words = words
        output.reserveCapacity(source.count)
    }

    func byte(_ ahead: Int) -> UInt8 {
        index + ahead < source.count ? source[index + ahead] : 0
    }

    mutating func run() {
        startLine()
        while index < source.count {
            let end = Self.endOfPlain(source, from: index)
            if end > index {
                source.extracting(index..<end).withUnsafeBufferPointer { output.append(contentsOf: $0) }
                index = end
            }
            if index < source.count { markup() }
        }
        endLine()
    }

    private mutating func markup() {
        switch source[index] {
        case 0x0A:
            endLine()
            output.append(0x0A)
            index += 1
            startLine()
        case 0x0D: index += 1
        case UInt8(ascii: "{"): openBrace()
        case UInt8(ascii: "}"): closeBrace()
        case UInt8(ascii: "["): openBracket()
        case UInt8(ascii: "]"): closeBracket()
        case UInt8(ascii: "<"): angle()
        case UInt8(ascii: "&"): entity()
        case UInt8(ascii: "'"): apostrophes()
        case UInt8(ascii: "_"): behaviourSwitch()
        case UInt8(ascii: ")"): closeParenthesis()
        default: literal(1)
        }
    }

    mutating func literal(_ count: Int) {
        for _ in 0..<count where index < source.count {
            output.append(source[index])
            index += 1
        }
    }

    // MARK: Lines

    private mutating func startLine() {
        lineStart = output.count
        if isOpen(.table) {
            var ahead = 0
            while byte(ahead) == 0x20 || byte(ahead) == UInt8(ascii: ":") || byte(ahead) == 0x09 { ahead += 1 }
            if byte(ahead) == UInt8(ascii: "|"), byte(ahead + 1) == UInt8(ascii: "}"),
                byte(ahead + 2) != UInt8(ascii: "}")
            {
                index += ahead + 2
                close(.table)
                return
            }
        }
        // List and indent marks.
        var ahead = 0
        while byte(ahead) == UInt8(ascii: "*") || byte(ahead) == UInt8(ascii: "#") || byte(ahead) == UInt8(ascii: ":")
            || byte(ahead) == UInt8(ascii: ";")
        { ahead += 1 }
        while ahead > 0, byte(ahead) == 0x20 { ahead += 1 }
        index += ahead
        ahead = 0
        while byte(ahead) == 0x20 { ahead += 1 }
        if byte(ahead) == UInt8(ascii: "{"), byte(ahead + 1) == UInt8(ascii: "|"), byte(ahead + 2) != UInt8(ascii: "}")
        {
            index += ahead
            open(.table, with: 2)
        }
    }

    /// Unwraps a heading, drops a rule, and trims the line.
    private mutating func endLine() {
        lineStart = min(lineStart, output.count)
        while stack.last?.kind == .externalLink { stack.removeLast() }
        while output.count > lineStart, output.last == 0x20 || output.last == 0x09 { output.removeLast() }
        let equals = UInt8(ascii: "=")
        if output.count - lineStart > 2, output[lineStart] == equals, output.last == equals {
            unwrapHeading()
        } else if output.count - lineStart >= 4, output[lineStart...].starts(with: "----".utf8) {
            let rule = output[lineStart...].prefix { $0 == UInt8(ascii: "-") }
            output.removeSubrange(rule.indices)
        }
    }

    private mutating func unwrapHeading() {
        let line = output[lineStart...]
        let equals = UInt8(ascii: "=")
        let level = min(line.prefix { $0 == equals }.count, line.reversed().prefix { $0 == equals }.count, 6)
        var body = line.dropFirst(level).dropLast(level)
        body = body.drop { $0 == 0x20 || $0 == 0x09 }
        while body.last == 0x20 || body.last == 0x09 { body.removeLast() }
        if body.isEmpty { return }
        output.replaceSubrange(lineStart..., with: Array(body))
        headings.append(WikitextHeading(start: lineStart, level: level))
    }

    func appendText(to text: inout [UInt8]) { WikitextHeading.appendLines(of: output, headings, to: &text) }

    // MARK: Constructs

    /// Writes the opening mark of `length` bytes, which goes when the construct closes.
    mutating func open(_ kind: Kind, with length: Int) {
        let mark = output.count
        literal(length)
        if stack.count < Self.maximumDepth { push(kind, mark: mark) }
    }

    mutating func push(_ kind: Kind, mark: Int) {
        stack.append(Open(kind: kind, mark: mark, textStart: output.count, lineStart: min(lineStart, mark)))
        count(kind, 1)
    }

    private mutating func count(_ kind: Kind, _ step: Int) {
        switch kind {
        case .template: openTemplates += step
        case .table: openTables += step
        case .reference: openReferences += step
        case .parameter, .link, .externalLink, .variant: break
        }
    }

    /// Templates, tables and references may hold others that have not closed; the rest must be the innermost.
    func isOpen(_ kind: Kind) -> Bool {
        switch kind {
        case .template: openTemplates > 0
        case .table: openTables > 0
        case .reference: openReferences > 0
        case .parameter, .link, .externalLink, .variant: stack.last?.kind == kind
        }
    }

    /// Closes the innermost construct of this kind, and those in it that are still open: of what was written since then
    /// the range stays that `keep` finds.
    mutating func close(_ kind: Kind, keeping keep: (UnsafeBufferPointer<UInt8>) -> Range<Int> = { _ in 0..<0 }) {
        guard isOpen(kind) else { return }
        while let open = stack.popLast() {
            count(open.kind, -1)
            if open.kind == kind { return replace(from: open, keeping: keep) }
        }
    }

    private mutating func replace(from open: Open, keeping keep: (UnsafeBufferPointer<UInt8>) -> Range<Int>) {
        let mark = min(open.mark, output.count)
        let start = min(open.textStart, output.count)
        let kept = output.withUnsafeMutableBufferPointer { output in
            let body = UnsafeMutableBufferPointer(rebasing: output[start...])
            let kept = keep(UnsafeBufferPointer(body)).clamped(to: body.indices)
            if let base = output.baseAddress, !kept.isEmpty {
                memmove(base + mark, base + start + kept.lowerBound, kept.count)
            }
            return kept.count
        }
        output.removeLast(output.count - mark - kept)
        while let heading = headings.last, heading.start >= mark { headings.removeLast() }
        lineStart = open.lineStart
        if kept == 0 { skipBlanks() }
    }

    /// `x {{t}} y` leaves one blank, not two, and `x {{t}}.` none.
    mutating func skipBlanks() {
        guard let last = output.last else {
            while byte(0) == 0x20 { index += 1 }
            return
        }
        if last == 0x20, byte(0) == UInt8(ascii: ".") || byte(0) == UInt8(ascii: ",") {
            if output.count > lineStart { output.removeLast() }
        } else if last == 0x20 || last == 0x0A {
            while byte(0) == 0x20 { index += 1 }
        }
    }
}
