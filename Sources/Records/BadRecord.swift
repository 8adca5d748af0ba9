/// A record that could not be read: where it lies in the input, so that it can be found again, and why.
public struct BadRecord: Codable, Hashable, Sendable {
    package var file: String
    /// Byte offset in the decompressed file.
    package var offset: Int
    /// Length in bytes.
    package var length: Int
    /// 1-based line, where the format has lines.
    package var line: Int?
    package var reason: String
    /// The first bytes of the record, ill-formed UTF-8 shown as U+FFFD.
    package var beginning: String

    /// How much of a bad record is quoted.
    package static let quotedBytes = 1024

    package init(file: String, offset: Int, length: Int, line: Int?, reason: String, beginning: Span<UInt8>) {
        self.file = file
        self.offset = offset
        self.length = length
        self.line = line
        self.reason = reason
        let head = beginning.extracting(first: Self.quotedBytes)
        self.beginning = head.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
