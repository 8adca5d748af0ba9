/// Where a line lies in the window of its input.
struct LineFrame {
    /// Byte offset of the line in the decompressed file.
    var offset: Int
    /// The line without byte order mark, carriage return and line feed, in the window.
    var content: Range<Int>
    /// Bytes of the window the line takes with its end; 0 if it has been passed already.
    var extent: Int
    /// Length of a line that was too long and has been passed over, and its first bytes.
    var tooLong: (length: Int, beginning: [UInt8])?
}
