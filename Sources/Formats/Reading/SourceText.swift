import Records

/// Text that people write for machines, of which most is ASCII: source code and LaTeX.
enum SourceText {
    /// In UTF-8, from whatever encoding it looks to be in.
    ///
    /// - Throws: for what is no such text: NUL in it, or neither UTF-8 nor mostly ASCII.
    static func decode(_ bytes: Span<UInt8>) throws(RecordFault) -> [UInt8] {
        if let fault = UTF8Validation.firstFault(in: bytes) {
            let ascii = bytes.withUnsafeBufferPointer { $0.reduce(0) { $0 &+ ($1 < 0x80 ? 1 : 0) } }
            guard ascii > bytes.count / 2 else { throw .notUTF8(at: fault) }
        }
        let text = try TextEncoding(ofText: bytes, charset: nil).decode(bytes)
        if let place = text.firstIndex(of: 0) { throw RecordFault(reason: "not text: byte \(place) is 0") }
        return text
    }
}
