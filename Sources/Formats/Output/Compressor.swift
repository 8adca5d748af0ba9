import Records

/// A streaming compressor of one format.
protocol Compressor: AnyObject {
    /// Compresses `bytes` and, if they are the last, ends the stream.
    func write(_ bytes: UnsafeRawBufferPointer, isLast: Bool, to file: AtomicFile) throws(DataError)
}
