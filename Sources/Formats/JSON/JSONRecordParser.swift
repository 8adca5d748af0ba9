import Records

/// Turns one JSON object into a record: the wanted members into columns, the others as raw bytes into `rest`.
///
/// A field that lies deeper leaves the member it is in where it was, whole.
struct JSONRecordParser {
    /// What the scan found, before anything is copied.
    private struct Found {
        var text: JSONValueToken?
        var id: JSONValueToken?
        var language: JSONValueToken?
        var source: JSONValueToken?

        mutating func set(_ field: Field, to value: JSONValueToken?) {
            switch field {
            case .text: text = value
            case .id: id = value
            case .language: language = value
            case .source: source = value
            }
        }
    }

    private enum Field { case text, id, language, source }

    private struct Wanted {
        var field: Field
        var path: FieldPath
    }

    private let wanted: [Wanted]
    /// Of the members that hold them, side by side: an array of arrays would be retained for each name that is met.
    private let names: ByteColumn
    /// Bits of the lengths of these names, long ones as one: most names are told from them by their length.
    private let lengths: UInt64
    /// The text is a member of the record itself, and is unescaped in the same pass.
    private let isTextDirect: Bool
    /// Names the writers use that are not read from: a member that happens to be called so is renamed in `rest`.
    private let displaced: ByteColumn
    private let origin: RecordOrigin
    private let dialect: JSONDialect

    init(_ options: SourceOptions, origin: RecordOrigin) throws(DataError) {
        let named: [(String, String, Field)] = [
            ("text", options.textField, .text), ("id", options.idField, .id),
            ("language", options.languageField, .language), ("source", options.sourceField, .source),
        ]
        var wanted: [Wanted] = []
        for (_, path, field) in named where !path.isEmpty {
            wanted.append(Wanted(field: field, path: try FieldPath(path)))
        }
        let read = Set(wanted.filter(\.path.isDirect).map(\.path.name))
        var displaced = ByteColumn()
        for (name, path, _) in named where !path.isEmpty && !read.contains(Array(name.utf8)) { displaced.append(name) }
        self.displaced = displaced
        var names = ByteColumn()
        for field in wanted { names.append(field.path.name) }
        self.names = names
        lengths = wanted.reduce(0) { $0 | 1 &<< UInt64(min($1.path.name.count, 63)) }
        isTextDirect = wanted.first.map { $0.field == .text && $0.path.isDirect } ?? false
        self.wanted = wanted
        self.origin = origin
        dialect = options.jsonDialect
    }

    /// Appends the record to `batch`, or nothing at all.
    ///
    /// - Parameters:
    ///   - bytes: the object and perhaps whitespace around it.
    ///   - offset: of the record in its file.
    func append(_ bytes: Span<UInt8>, offset: Int, to batch: inout Batch) throws(RecordFault) {
        if let fault = UTF8Validation.firstFault(in: bytes) { throw .notUTF8(at: fault) }
        var found = Found()
        var texts = ByteColumn()
        swap(&texts, &batch.texts)
        defer { swap(&texts, &batch.texts) }
        try texts.append { (text: inout [UInt8]) throws(RecordFault) in
            try batch.rest.append { (rest: inout [UInt8]) throws(RecordFault) in
                do throws(JSONFault) {
                    try scan(bytes, into: &found, text: &text, rest: &rest)
                } catch {
                    throw RecordFault(error)
                }
                try check(found)
            }
            if !isTextDirect { appendString(found.text, of: bytes, to: &text) }
        }
        batch.languages.append { appendString(found.language, of: bytes, to: &$0) }
        appendId(found.id, of: bytes, offset: offset, to: &batch)
        if let source = found.source {
            batch.sources.append { appendString(source, of: bytes, to: &$0) }
        } else {
            origin.appendSource(to: &batch)
        }
        batch.endRecord(offset: offset)
    }

    private func scan(
        _ bytes: Span<UInt8>, into found: inout Found, text: inout [UInt8], rest: inout [UInt8]
    ) throws(JSONFault) {
        let start = rest.count
        let textStart = text.count
        var members = try JSONMembers(ofObject: bytes, dialect)
        while let name = try members.nextName() {
            let first = firstWanted(name, in: bytes)
            let value: JSONValueToken
            if first == 0, isTextDirect {
                text.removeLast(text.count &- textStart)
                value = try members.value(unescapedInto: &text)
            } else {
                value = try members.value()
            }
            if let first, try take(name, value, from: first, of: bytes, into: &found) { continue }
            if rest.count > start { rest.append(UInt8(ascii: ",")) }
            appendMember(.init(name: name, value: value), of: bytes, isLax: members.isLax, to: &rest)
        }
        var scanner = JSONScanner(bytes, at: members.position)
        try scanner.expectEnd()
    }

    /// Place of the first field that is the member of this name or lies in it.
    private func firstWanted(_ name: JSONStringToken, in bytes: Span<UInt8>) -> Int? {
        guard lengths &>> UInt64(min(name.range.count, 63)) & 1 == 1 || name.hasEscapes else { return nil }
        for place in 0..<names.count where name.spells(names[place], in: bytes) { return place }
        return nil
    }

    /// Takes a member's value for the fields that it is or that lie in it.
    ///
    /// - Returns: whether it is one, and not just holds one.
    private func take(
        _ name: JSONStringToken, _ value: JSONValueToken, from first: Int, of bytes: Span<UInt8>,
        into found: inout Found
    ) throws(JSONFault) -> Bool {
        var isField = false
        for place in first..<names.count where name.spells(names[place], in: bytes) {
            // As in Python, the last of several counts, and null is as good as nothing.
            let token = try wanted[place].path.find(from: value, in: bytes, dialect)
            found.set(wanted[place].field, to: token?.kind == .null ? nil : token)
            isField = isField || wanted[place].path.isDirect
        }
        return isField
    }

    private func appendMember(
        _ member: JSONMembers.Member, of bytes: Span<UInt8>, isLax: Bool, to rest: inout [UInt8]
    ) {
        var start = member.range.lowerBound
        for place in 0..<displaced.count where member.name.spells(displaced[place], in: bytes) {
            rest.append(contentsOf: "\"original_".utf8)
            displaced[place].withUnsafeBufferPointer { rest.append(contentsOf: $0) }
            rest.append(UInt8(ascii: "\""))
            start = member.name.range.upperBound &+ 1
        }
        let raw = bytes.extracting(start..<member.range.upperBound)
        if !isLax, ByteScan.first(0x0A, in: raw) == nil {
            raw.withUnsafeBufferPointer { rest.append(contentsOf: $0) }
        } else {
            JSONText.appendRespelled(raw, to: &rest)
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
