/// The formats records are written in, told by a file's extension before that of a compression.
package enum OutputFormat: String, Codable, Sendable, Hashable, CaseIterable {
    /// `{"id":…,"text":…,"language":…,"source":…,REST}` a line. Empty text, language and source are left out.
    case jsonl
    /// Columns id, text, language, source and rest, the rest as a JSON object.
    case csv
    /// The texts alone, each on a line by itself, line breaks in it as blanks.
    case text
    /// Columns id, text, language, source and one a member of the rest (see `ParquetRecordWriter`).
    case parquet

    package init?(named path: String) {
        switch FileFormat(named: path) {
        case .jsonl: self = .jsonl
        case .csv: self = .csv
        case .text: self = .text
        case .parquet where Compression(named: path) == .none: self = .parquet
        default: return nil
        }
    }
}
