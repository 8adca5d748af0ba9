import Records

/// Turns one JSON object into a record: the wanted members into columns, the others as raw bytes into `rest`.
struct JSONRecordParser {
    /// What the scan found, before anything is copied.
    private struct Found {
        var text: JSONValueToken?
        var id: JSONValueToken?
        var language: JSONValueToken?
        var source: JSONValueToken?
    }

    private enum Field { case text, id, language, source }

    private let names: [(name: [UInt8], field: Field)]
    /// Names the writers use that are not read from: a member that happens to be called so is renamed in `rest`.
    private let displaced: [[UInt8]]
    private let origin: RecordOrigin
    private var text = JSONScratch()

    init(_ options: SourceOptions, origin: RecordOrigin) {
        let wanted: [(String, String, Field)] = [
            ("text", options.textField, .text), ("id", options.idField, .id),
            ("language", options.languageField, .language), ("source", options.sourceField, .source),
        ]
        names = wanted.filter { !$0.1.isEmpty }.map { (Array($0.1.utf8), $0.2) }
        let read = Set(wanted.map(\.1))
        displaced = wanted.filter { !$0.1.isEmpty && !read.contains($0.0) }.map { Array($0.0.utf8) }
        self.origin = origin
    }

    /// Appends the record to `batch`, or nothing at all.
    ///
    /// - Parameters:
    ///   - bytes: the object and perhaps whitespace around it.
    ///   - offset: of the record in its file.
    mutating func append(_ bytes: Span<UInt8>, offset: Int, to batch: inout Batch) throws(RecordFault) {
        if let fault = UTF8Validation.firstFault(in: bytes) { throw .notUTF8(at: fault) }
        var found = Found()
        try batch.rest.append { (output: inout [UInt8]) throws(RecordFault) in
            do throws(JSONFault) {
                try scan(bytes, into: &found, rest: &output)
            } catch {
                throw RecordFault(error)
            }
            try check(found)
        }
        if found.text == nil { batch.texts.append([]) } else { batch.texts.append(text.text) }
        batch.languages.append { appendString(found.language, of: bytes, to: &$0) }
        appendId(found.id, of: bytes, offset: offset, to: &batch)
        if let source = found.source {
            batch.sources.append { appendString(source, of: bytes, to: &$0) }
        } else {
            origin.appendSource(to: &batch)
        }
        batch.endRecord(offset: offset)
    }

    private mutating func scan(_ bytes: Span<UInt8>, into found: inout Found, rest: inout [UInt8]) throws(JSONFault) {
        let start = rest.count
        var members = try JSONMembers(ofObject: bytes)
        while let name = try members.nextName() {
            guard let field = field(of: name, in: bytes) else {
                if rest.count > start { rest.append(UInt8(ascii: ",")) }
                appendMember(.init(name: name, value: try members.value()), of: bytes, to: &rest)
                continue
            }
            // As in Python, the last of several counts, and null is as good as nothing.
            let token = field == .text ? try members.value(unescapedInto: &text) : try members.value()
            let value = token.kind == .null ? nil : token
            switch field {
            case .text: found.text = value
            case .id: found.id = value
            case .language: found.language = value
            case .source: found.source = value
            }
        }
        var scanner = JSONScanner(bytes, at: members.position)
        try scanner.expectEnd()
    }

    private func field(of name: JSONStringToken, in bytes: Span<UInt8>) -> Field? {
        for wanted in names where matches(name, wanted.name, in: bytes) { return wanted.field }
        return nil
    }

    private func matches(_ name: JSONStringToken, _ wanted: [UInt8], in bytes: Span<UInt8>) -> Bool {
        if name.hasEscapes {
            var plain: [UInt8] = []
            JSONText.appendUnescaped(bytes.extracting(name.range), to: &plain)
            return plain == wanted
        }
        guard name.range.count == wanted.count else { return false }
        var index = name.range.lowerBound
        for byte in wanted {
            if bytes[index] != byte { return false }
            index &+= 1
        }
        return true
    }

    private func appendMember(_ member: JSONMembers.Member, of bytes: Span<UInt8>, to rest: inout [UInt8]) {
        var range = member.range
        if let name = displaced.first(where: { matches(member.name, $0, in: bytes) }) {
            rest.append(contentsOf: "\"original_".utf8)
            rest.append(contentsOf: name)
            range = member.name.range.upperBound..<range.upperBound
        }
        let raw = bytes.extracting(range)
        if ByteScan.first(0x0A, in: raw) == nil {
            raw.withUnsafeBufferPointer { rest.append(contentsOf: $0) }
        } else {
            JSONText.appendCompacted(raw, to: &rest)
        }
    }

    private func check(_ found: Found) throws(RecordFault) {
        func wrong(_ name: String, _ kind: JSONValueToken.Kind) -> RecordFault {
            RecordFault(reason: "its \(name) is not a string but of type \(kind)")
        }
        if let text = found.text, text.kind != .string { throw wrong("text", text.kind) }
        if let id = found.id, id.kind != .string, id.kind != .number { throw wrong("id", id.kind) }
        if let language = found.language, language.kind != .string { throw wrong("language", language.kind) }
        if let source = found.source, source.kind != .string { throw wrong("source", source.kind) }
    }

    private func appendString(_ value: JSONValueToken?, of bytes: Span<UInt8>, to output: inout [UInt8]) {
        guard let value else { return }
        let inner = bytes.extracting(value.string.range)
        if value.hasEscapes {
            JSONText.appendUnescaped(inner, to: &output)
        } else {
            inner.withUnsafeBufferPointer { output.append(contentsOf: $0) }
        }
    }

    private func appendId(_ id: JSONValueToken?, of bytes: Span<UInt8>, offset: Int, to batch: inout Batch) {
        guard let id, id.kind == .number || !id.string.range.isEmpty else {
            origin.appendId(offset: offset, to: &batch)
            return
        }
        if id.kind == .number {
            batch.ids.append(bytes.extracting(id.range))
        } else {
            batch.ids.append { appendString(id, of: bytes, to: &$0) }
        }
    }
}
