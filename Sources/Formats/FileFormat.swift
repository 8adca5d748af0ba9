/// The formats that can be read: the one list of them. A new format is a case here, its row below and its reader.
package enum FileFormat: String, Codable, Sendable, Hashable, CaseIterable {
    /// One JSON object a line.
    case jsonl
    /// One JSON array of objects, or objects one after the other.
    case json
    case csv
    case tsv
    /// Plain text in UTF-8.
    case text
    /// MediaWiki and Stack Exchange dumps, TMX, CES and TEI, UDHR: the root element tells which, or a mapping.
    case xml
    case html
    /// Text in Markdown, one a file.
    case markdown
    /// Mailboxes: messages in RFC 5322's format, one after the other.
    case mbox
    /// Papers in LaTeX, one a file.
    case latex
    /// Source code, by the file; only where it is asked for, since its files lie about in many folders of other things.
    case code
    /// Web archives: WARC, WET and WAT.
    case warc
    /// Books, one a file.
    case epub
    /// Columns; lists, structs and maps become JSON of the record.
    case parquet

    /// Extensions of file names, in lower case, without a dot; a compression's suffix comes after them.
    package var extensions: [String] {
        switch self {
        case .jsonl: ["jsonl", "ndjson", "jsonlines"]
        case .json: ["json"]
        case .csv: ["csv"]
        case .tsv: ["tsv", "tab"]
        case .text: ["txt", "text"]
        case .xml: ["xml", "tei", "tmx"]
        case .html: ["html", "htm", "xhtml"]
        case .markdown: ["md", "markdown", "mdown", "mkd"]
        case .mbox: ["mbox"]
        case .latex: ["tex", "ltx", "latex"]
        case .code: []
        case .warc: ["warc", "wet", "wat"]
        case .epub: ["epub"]
        case .parquet: ["parquet", "pq"]
        }
    }

    /// Whether an uncompressed file may be read as several byte ranges.
    package func isSplittable(_ options: SourceOptions) -> Bool {
        switch self {
        case .jsonl, .parquet: true
        case .text:
            switch options.unit {
            case .line: true
            case .separator: TextSeparator(options.separator)?.canBeFoundFromAnywhere ?? false
            case .file, .paragraph: false
            }
        case .json, .csv, .tsv, .xml, .html, .markdown, .mbox, .latex, .code, .warc, .epub: false
        }
    }

    /// The format a file's name stands for, whatever its compression; standard input (`-`) is taken for JSON Lines.
    package init?(named path: String) {
        if path == "-" {
            self = .jsonl
            return
        }
        guard let format = Self.allCases.first(where: { $0 != .code && $0.isNamed(by: path) }) else { return nil }
        self = format
    }

    /// Whether a file's name is one of this format's.
    package func isNamed(by path: String) -> Bool {
        if self == .code { return ProgrammingLanguage.name(of: path) != nil }
        guard let suffix = FileName(path).suffix else { return false }
        return extensions.contains(suffix)
    }
}
