internal import Formats
internal import Glibc
internal import Records

/// The lines of a model in the ARPA format, but for the empty ones.
///
/// A class because it owns the file's window; used by one thread at a time.
final class ARPALines {
    private let path: String
    private let input: ByteInput
    /// Blanks at its end left out.
    private(set) var line: [UInt8] = []
    private var number = 0
    /// A line is no longer: words are not, and a file without line ends is no model.
    private static let maximumBytes = 1 << 20

    init(_ path: String) throws(DataError) {
        self.path = path
        input = try ByteInput(path)
    }

    func fault(_ cause: String, mend: String = "") -> DataError {
        DataError(cause, file: path, line: number, mend: mend)
    }

    var text: String { String(decoding: line, as: UTF8.self) }

    /// - Returns: false at the end of the file.
    func next() throws(DataError) -> Bool {
        repeat {
            line.removeAll(keepingCapacity: true)
            number += 1
            while !appendWindow() {
                guard line.count < Self.maximumBytes else {
                    throw fault(
                        "the line is longer than \(Self.maximumBytes) bytes", mend: "give a model in the ARPA format")
                }
                if try input.fill() { continue }
                if line.isEmpty { return false }
                break
            }
            while let last = line.last, NgramCounter.Words.isBlank(last) { line.removeLast() }
        } while line.isEmpty
        return true
    }

    /// - Returns: whether the line ends in the window.
    private func appendWindow() -> Bool {
        let input = input
        let window = input.window
        let end = ByteScan.first(0x0A, in: window)
        window.extracting(first: end ?? window.count).withUnsafeBufferPointer { line.append(contentsOf: $0) }
        input.consume(end.map { $0 + 1 } ?? window.count)
        return end != nil
    }
}
