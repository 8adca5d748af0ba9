import Records

enum PlainText {
    /// Nothing but spaces, tabs and line breaks.
    static func isBlank(_ text: Span<UInt8>) -> Bool {
        for index in text.indices {
            let byte = text[index]
            if byte != 0x20 && byte != 0x09 && byte != 0x0D && byte != 0x0A { return false }
        }
        return true
    }
}

extension RecordOrigin {
    /// Appends a record that is nothing but text.
    func appendText(_ text: Span<UInt8>, offset: Int, to batch: inout Batch) throws(RecordFault) {
        if let fault = UTF8Validation.firstFault(in: text) { throw .notUTF8(at: fault) }
        beginText(text, offset: offset, in: &batch)
        endTexts(in: &batch)
    }

    /// Appends what differs from text to text; `endTexts` does the rest for many at once.
    @inline(__always)
    func beginText(_ text: Span<UInt8>, offset: Int, in batch: inout Batch) {
        batch.texts.append(text)
        appendId(offset: offset, to: &batch)
        batch.endRecord(offset: offset)
    }

    func endTexts(in batch: inout Batch) {
        while batch.sources.count < batch.count { appendSource(to: &batch) }
        let new = batch.count - batch.rest.count
        batch.languages.appendEmpty(new)
        batch.rest.appendEmpty(new)
    }
}
