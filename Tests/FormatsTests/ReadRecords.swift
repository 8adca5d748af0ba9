import Records

@testable import Formats

/// All that a source gives, as strings.
struct ReadRecords: Equatable {
    struct Record: Equatable {
        var id: String
        var text: String
        var language: String
        var source: String
        var rest: String
        var offset: Int
    }

    var records: [Record] = []
    var bad: [BadRecord] = []
    var error: DataError?

    var texts: [String] { records.map(\.text) }

    static func + (left: ReadRecords, right: ReadRecords) -> ReadRecords {
        ReadRecords(
            records: left.records + right.records, bad: left.bad + right.bad, error: left.error ?? right.error)
    }

    /// Reads a file as one piece, or a byte range of it.
    init(
        _ path: String, _ options: SourceOptions = SourceOptions(), range: Range<Int>? = nil,
        limit: Batch.Limit = .init()
    ) {
        do throws(DataError) {
            let size = try ByteInput(path).fileSize
            let piece = Part.Piece(file: path, source: "here", range: range ?? 0..<size)
            try read(PartSource(Part(index: 0, pieces: [piece]), options), limit)
        } catch {
            self.error = error
        }
    }

    init(_ part: Part, _ options: SourceOptions = SourceOptions(), limit: Batch.Limit = .init()) {
        do throws(DataError) {
            try read(PartSource(part, options), limit)
        } catch {
            self.error = error
        }
    }

    init(records: [Record] = [], bad: [BadRecord] = [], error: DataError? = nil) {
        self.records = records
        self.bad = bad
        self.error = error
    }

    private mutating func read(_ source: PartSource, _ limit: Batch.Limit) throws(DataError) {
        var source = source
        var more = true
        while more {
            var batch = Batch()
            more = try source.read(into: &batch, limit: limit)
            for index in 0..<batch.count {
                records.append(
                    Record(
                        id: batch.ids.string(index), text: batch.texts.string(index),
                        language: batch.languages.string(index), source: batch.sources.string(index),
                        rest: batch.rest.string(index), offset: batch.offsets[index]))
            }
            bad += batch.bad
        }
    }
}
