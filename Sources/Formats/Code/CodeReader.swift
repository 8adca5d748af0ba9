import Records

/// A source file is a document; its rest says the programming language by the file's name, and the licence that its header
/// names. Text that is not UTF-8 is taken for what its bytes look like.
struct CodeReader: Source {
    private let file: WholeFile

    init(_ piece: Part.Piece, _ options: SourceOptions) throws(DataError) { file = try WholeFile(piece, options) }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        guard try file.load(&batch) else { return false }
        let input = file.input
        let bytes = input.window
        do throws(RecordFault) {
            let text = try HTMLEncoding(ofText: bytes, charset: nil).decode(bytes)
            // No source code has NUL: what has is something else.
            if let place = text.firstIndex(of: 0) { throw RecordFault(reason: "not text: byte \(place) is 0") }
            batch.texts.append(text)
            file.origin.appendId(offset: 0, to: &batch)
            batch.languages.append("")
            file.origin.appendSource(to: &batch)
            batch.rest.append(rest(text))
            batch.endRecord(offset: 0)
        } catch {
            batch.bad.append(file.origin.bad(error, offset: 0, length: bytes.count, beginning: bytes))
        }
        return false
    }

    private func rest(_ text: [UInt8]) -> [UInt8] {
        let members = [
            ("path", file.origin.file), ("programming_language", ProgrammingLanguage.name(of: file.origin.file)),
            ("licence", LicenceHeader.licence(of: text.span)),
        ]
        var output: [UInt8] = []
        for (name, value) in members {
            guard let value else { continue }
            if !output.isEmpty { output.append(UInt8(ascii: ",")) }
            JSONText.appendString(name, to: &output)
            output.append(UInt8(ascii: ":"))
            JSONText.appendString(value, to: &output)
        }
        return output
    }
}
