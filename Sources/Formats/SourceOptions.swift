package import Records

/// How files become records.
package struct SourceOptions: Defaulted, Hashable {
    /// nil: by each file's extension.
    package var format: FileFormat?
    /// Names of the members or columns that hold a record's text, id, language and source, in JSON paths such as
    /// `messages[0].content`. An empty name is looked for nowhere, so that such a member stays in `rest`.
    package var textField = "text"
    package var idField = "id"
    package var languageField = "language"
    package var sourceField = "source"
    /// Columns of Parquet that go into a record's rest; nil: all.
    package var columns: [String]?
    /// What is taken for JSON.
    package var jsonDialect = JSONDialect.strict
    /// What a document is in plain text.
    package var unit = TextUnit.file
    /// What stands between two documents of plain text, if that is what makes them.
    package var separator = ""
    /// Records of web archives that are read; nil: those that hold text.
    package var warcTypes: [WARCType]?
    /// Records over this are passed over and quarantined.
    package var maximumRecordBytes = ByteSize(64 << 20)
    /// What the elements of XML mean; nil: by the root element.
    package var xml: XMLMapping?
    /// The files are one text in several languages, in XML: what bears the same id in them is one record. They make up
    /// one part.
    package var align = false

    package init() {}

    /// The format of one file.
    package func format(of path: String) throws(DataError) -> FileFormat {
        if let format = format ?? FileFormat(named: path) { return format }
        let known = FileFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw DataError(
            "the file's name does not tell its format", file: path, mend: "say it with --format: one of \(known)")
    }
}
