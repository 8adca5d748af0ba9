import Records

enum PlainText {
    /// Nothing but spaces and tabs (and the carriage return of a Windows line).
    static func isBlank(_ line: Span<UInt8>) -> Bool {
        for index in line.indices where line[index] != 0x20 && line[index] != 0x09 && line[index] != 0x0D {
            return false
        }
        return true
    }
}

extension RecordOrigin {
    /// Appends a record that is nothing but text.
    func appendText(_ text: Span<UInt8>, offset: Int, to batch: inout Batch) throws(RecordFault) {
        if let fault = UTF8Validation.firstFault(in: text) { throw .notUTF8(at: fault) }
        batch.texts.append(text)
        appendId(offset: offset, to: &batch)
        batch.languages.append([])
        appendSource(to: &batch)
        batch.rest.append([])
        batch.endRecord(offset: offset)
    }
}
