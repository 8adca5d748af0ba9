package import Records

/// Reads the pieces of a part one after the other, each in its file's format.
package struct PartSource: Source {
    private let pieces: [Part.Piece]
    private let options: SourceOptions
    private var next = 0
    private var reader: (any Source)?
    private var fault: DataError?

    package init(_ part: Part, _ options: SourceOptions = SourceOptions()) {
        pieces = part.pieces
        self.options = options
    }

    package mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        if let fault { throw fault }
        do throws(DataError) {
            while batch.hasRoom(limit) {
                if reader == nil {
                    guard next < pieces.count else { return false }
                    reader = try options.align ? AlignedReader(pieces, options) : makeReader(pieces[next])
                    next = options.align ? pieces.count : next + 1
                }
                if try reader?.read(into: &batch, limit: limit) == false { reader = nil }
            }
            return true
        } catch {
            // What was read before the fault goes out first; the fault is met again at the next call.
            if batch.count == 0, batch.bad.isEmpty { throw error }
            fault = error
            return true
        }
    }

    private func makeReader(_ piece: Part.Piece) throws(DataError) -> any Source {
        switch try options.format(of: piece.file) {
        case .jsonl: try JSONLinesReader(piece, options)
        case .json: try JSONValuesReader(piece, options)
        case .text:
            switch options.unit {
            case .file: try TextFileReader(piece, options)
            case .paragraph: try TextParagraphsReader(piece, options)
            case .line: try TextLinesReader(piece, options)
            case .separator: try TextSeparatedReader(piece, options)
            }
        case .csv: try CSVReader(piece, options, delimiter: UInt8(ascii: ","))
        case .tsv: try CSVReader(piece, options, delimiter: 0x09)
        case .xml: try XMLReader(piece, options)
        case .html: try HTMLReader(piece, options)
        case .latex: try LaTeXReader(piece, options)
        case .code: try CodeReader(piece, options)
        case .warc: try WARCReader(piece, options)
        case .parquet: try ParquetReader(piece, options)
        }
    }
}
