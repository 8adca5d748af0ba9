import Records

/// A compressed file that other threads read and decompress ahead of who takes its bytes.
protocol ReadAhead: AnyObject {
    /// Copies the next bytes into `room`, which has space for a chunk.
    ///
    /// - Returns: how many; 0 at the end.
    func next(into room: UnsafeMutableRawBufferPointer) throws(DataError) -> Int
}
