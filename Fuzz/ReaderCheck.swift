import Formats
import Records

/// What must hold for every reader and any bytes: the same records whatever a batch holds and wherever the file is cut,
/// each where it says, and columns of one length.
struct ReaderCheck {
    /// All that was read, in a form to compare: records and bad records with their places.
    private struct Found: Equatable {
        var records: [[[UInt8]]] = []
        var offsets: [Int] = []
        var bad: [BadRecord] = []
        var error: DataError?
    }

    private let options: SourceOptions

    init(_ options: SourceOptions) { self.options = options }

    func run(_ input: FuzzInput) {
        let size = input.bytes.count
        let whole = read([piece(input, 0..<size)], .init())
        expect(read([piece(input, 0..<size)], .init(records: 1, bytes: 1)) == whole, "batches change the records")
        for (offset, length) in whole.bad.map({ ($0.offset, $0.length) }) {
            expect(offset >= 0 && length >= 0, "a bad record lies nowhere")
        }
        guard options.format?.isSplittable(options) == true, isPlain(input) else { return }
        expect(whole.offsets.allSatisfy((0..<max(size, 1)).contains), "a record lies outside the file")
        let cut = size == 0 ? 0 : input.number * 7 % (size + 1)
        let parts = read([piece(input, 0..<cut), piece(input, cut..<size)], .init())
        expect(parts == whole, "a cut at \(cut) changes the records: \(parts) \(whole)")
    }

    private func piece(_ input: FuzzInput, _ range: Range<Int>) -> Part.Piece {
        Part.Piece(file: input.path, source: "fuzz", range: range)
    }

    private func isPlain(_ input: FuzzInput) -> Bool {
        do throws(DataError) {
            return try ByteInput(input.path).isPlainFile
        } catch {
            return false
        }
    }

    private func read(_ pieces: [Part.Piece], _ limit: Batch.Limit) -> Found {
        var found = Found()
        var source = PartSource(Part(index: 0, pieces: pieces), options)
        var batch = Batch()
        var more = true
        while more {
            batch.removeAll()
            do throws(DataError) {
                more = try source.read(into: &batch, limit: limit)
            } catch {
                found.error = error
                more = false
            }
            take(batch, into: &found)
        }
        return found
    }

    private func take(_ batch: Batch, into found: inout Found) {
        let columns = [batch.ids, batch.texts, batch.languages, batch.sources, batch.rest]
        expect(columns.allSatisfy { $0.count == batch.count }, "the columns differ in length")
        for record in 0..<batch.count {
            found.records.append(columns.map { column in column[record].withUnsafeBufferPointer { Array($0) } })
        }
        found.offsets += batch.offsets
        found.bad += batch.bad
    }
}
