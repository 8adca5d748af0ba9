import Records

/// The pass of `Wikitext` over one page. Text is written as it comes; when a construct that is no text closes, what was
/// written since it opened is taken back.
struct WikitextPass: ~Escapable {
    enum Open { case template, parameter, table, link, externalLink, reference }

    let source: Span<UInt8>
    let droppedNamespaces: [[UInt8]]
    var index = 0
    var output: [UInt8] = []
    /// Constructs that have opened, and how much was written before each.
    private var stack: [(kind: Open, mark: Int)] = []
    private var openTemplates = 0
    private var openTables = 0
    private var openReferences = 0
    /// Where the current line begins in `output`.
    private var lineStart = 0
    /// Tags whose closing half was looked for in vain: nothing of them comes any more.
    var unclosedTags: [StaticString] = []

    @_lifetime(copy source)
    init(source: Span<UInt8>, droppedNamespaces: [[UInt8]]) {
        self.source = source
        self.droppedNamespaces = droppedNamespaces
        output.reserveCapacity(source.count)
    }

    func byte(_ ahead: Int) -> UInt8 {
        index + ahead < source.count ? source[index + ahead] : 0
    }

    mutating func run() {
        startLine()
        while index < source.count {
            let end = endOfPlain()
            if end > index {
                source.extracting(index..<end).withUnsafeBufferPointer { output.append(contentsOf: $0) }
                index = end
            }
            if index < source.count { markup() }
        }
        endLine()
    }

    /// Bytes that may mean something in wikitext.
    private static let markupBytes: [UInt8] = Array("\n\r{}[]<&'_)".utf8)

    private func endOfPlain() -> Int {
        let raw = source.bytes
        var end = index
        while end &+ 16 <= source.count {
            let vector = ByteScan.load(raw, end)
            let mask = Self.markupLanes(vector)
            if ByteScan.hasLane(mask) { return end &+ ByteScan.firstLane(mask) }
            end &+= 16
        }
        while end < source.count, !Self.markupBytes.contains(source[end]) { end &+= 1 }
        return end
    }

    @inline(__always)
    private static func markupLanes(_ vector: ByteScan.Vector) -> SIMDMask<SIMD16<Int8>> {
        func lanes(_ byte: UInt8) -> SIMDMask<SIMD16<Int8>> { vector .== ByteScan.Vector(repeating: byte) }
        // `[` and `{`, `]` and `}` differ in one bit.
        let folded = vector | ByteScan.Vector(repeating: 0x20)
        let brackets =
            (folded .== ByteScan.Vector(repeating: UInt8(ascii: "{")))
            .| (folded .== ByteScan.Vector(repeating: UInt8(ascii: "}")))
        let lines = lanes(0x0A) .| lanes(0x0D)
        let quotes = lanes(UInt8(ascii: "'")) .| lanes(UInt8(ascii: "_")) .| lanes(UInt8(ascii: ")"))
        return brackets .| lines .| quotes .| lanes(UInt8(ascii: "<")) .| lanes(UInt8(ascii: "&"))
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
        if openTables > 0 {
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
        if byte(0) == UInt8(ascii: "{"), byte(1) == UInt8(ascii: "|") {
            open(.table)
            index += 2
        }
    }

    /// Unwraps a heading, drops a rule, and trims the line.
    private mutating func endLine() {
        lineStart = min(lineStart, output.count)
        while stack.last?.kind == .externalLink { stack.removeLast() }
        while output.count > lineStart, output.last == 0x20 || output.last == 0x09 { output.removeLast() }
        let equals = UInt8(ascii: "=")
        if output.count - lineStart > 2, output[lineStart] == equals, output.last == equals {
            while output.count > lineStart, output.last == equals || output.last == 0x20 { output.removeLast() }
            let body = output[lineStart...].drop { $0 == equals || $0 == 0x20 }
            output.replaceSubrange(lineStart..., with: Array(body))
        } else if output[lineStart...].starts(with: "----".utf8) {
            output.removeLast(output.count - lineStart)
        }
    }

    /// Appends what was written, without leading and trailing blank lines, and never two of them together.
    func appendText(to text: inout [UInt8]) {
        let start = text.count
        var feeds = 0
        var line = 0
        while line < output.count {
            let end = ByteScan.first(0x0A, in: output.span, from: line) ?? output.count
            if end > line {
                if text.count > start { text.append(contentsOf: repeatElement(0x0A, count: min(feeds, 2))) }
                text.append(contentsOf: output[line..<end])
                feeds = 0
            }
            feeds += 1
            line = end + 1
        }
    }

    // MARK: Constructs

    mutating func open(_ kind: Open) {
        stack.append((kind, output.count))
        count(kind, 1)
    }

    private mutating func count(_ kind: Open, _ step: Int) {
        switch kind {
        case .template: openTemplates += step
        case .table: openTables += step
        case .reference: openReferences += step
        case .parameter, .link, .externalLink: break
        }
    }

    func isOpen(_ kind: Open) -> Bool {
        switch kind {
        case .template: openTemplates > 0
        case .table: openTables > 0
        case .reference: openReferences > 0
        case .parameter, .link, .externalLink: stack.last?.kind == kind
        }
    }

    /// Closes the innermost construct of this kind and those in it that are still open.
    ///
    /// - Returns: how much was written before it opened.
    @discardableResult mutating func close(_ kind: Open, keepingText: Bool = false) -> Int {
        guard isOpen(kind) else { return output.count }
        while let (innermost, mark) = stack.popLast() {
            count(innermost, -1)
            guard innermost == kind else { continue }
            let mark = min(mark, output.count)
            if !keepingText { output.removeLast(output.count - mark) }
            return mark
        }
        return output.count
    }
}
