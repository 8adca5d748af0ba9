import Records

extension FileFormat {
    func makeReader(_ bytes: PieceInput, _ options: SourceOptions) throws(DataError) -> any Source {
        switch self {
        case .jsonl: try JSONLinesReader(bytes, options)
        case .json: try JSONValuesReader(bytes, options)
        case .text:
            switch options.unit {
            case .file: try TextFileReader(bytes, options)
            case .paragraph: try TextParagraphsReader(bytes, options)
            case .line: try TextLinesReader(bytes, options)
            case .separator: try TextSeparatedReader(bytes, options)
            }
        case .csv: try CSVReader(bytes, options, delimiter: UInt8(ascii: ","))
        case .tsv: try CSVReader(bytes, options, delimiter: 0x09)
        case .xml: try XMLReader(bytes, options)
        case .html: try HTMLReader(bytes, options)
        case .markdown: try MarkdownReader(bytes, options)
        case .mbox: try MboxReader(bytes, options)
        case .latex: try LaTeXReader(bytes, options)
        case .code: try CodeReader(bytes, options)
        case .warc: try WARCReader(bytes, options)
        case .epub: try EPUBReader(bytes, options)
        case .parquet: try ParquetReader(bytes, options)
        }
    }
}
