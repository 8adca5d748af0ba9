internal import Records

/// Finds the values of rows in a run, where the rows asked for come in the run's order.
///
/// A class because it holds a run; used by one thread at a time.
final class RunLookup {
    private let run: NgramRun
    private var row: UnsafePointer<UInt32>?

    init(path: String, words: Int) throws(DataError) {
        run = try NgramRun(path: path, words: words)
        row = try run.next()
    }

    /// The 32-bit float that the run has for the words that a row begins with; nil if there is none.
    func value(of wanted: UnsafePointer<UInt32>) throws(DataError) -> Float? {
        while let found = row {
            if NgramOrder.isLess(found, wanted, words: run.words) {
                row = try run.next()
            } else if NgramOrder.common(found, wanted, limit: run.words) == run.words {
                return Weighted(bits: NgramRows.value(found, run.words)).share
            } else {
                return nil
            }
        }
        return nil
    }
}
