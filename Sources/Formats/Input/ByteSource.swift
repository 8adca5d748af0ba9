import Records

/// Where an input's bytes come from, as they are stored.
protocol ByteSource: AnyObject {
    /// Bytes of a regular file; nil of what can be read but once, from its beginning.
    var fileSize: Int? { get }

    /// - Returns: how many bytes; 0 at the end.
    func read(into room: UnsafeMutableRawBufferPointer) throws(DataError) -> Int

    /// Goes to a place of a file.
    func seek(to offset: Int) throws(DataError)
}
