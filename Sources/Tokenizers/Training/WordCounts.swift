package import Records

/// How often each word of some text occurs, whatever a word is to the model that is trained.
package protocol WordCounts: Sendable {
    /// Bytes of memory the counts take, about.
    var memoryUsed: Int { get }

    /// Counts the words of a document from a place on, until it ends or the counts take more than `memory`.
    ///
    /// - Returns: where it stopped, a later place of the document or its end.
    mutating func add(_ document: Span<UInt8>, from start: Int, within memory: Int) -> Int

    /// Gives each word with its count, in the order of their bytes.
    func forEachSorted(_ body: (Span<UInt8>, Int64) throws(DataError) -> Void) throws(DataError)
}

extension WordCounts {
    /// Counts the words of a whole document.
    package mutating func add(_ document: Span<UInt8>) { _ = add(document, from: 0, within: .max) }

    /// Writes the counts as a run, sorted by the words' bytes.
    package func writeRun(to path: String) throws(DataError) -> Receipt.File {
        var run = try PretokenRun.Writer(path: path)
        try forEachSorted { (word, count) throws(DataError) in try run.append(word, count: count) }
        return try run.finish()
    }
}
