extension JSONValue {
    /// Reads one value that fills `bytes` but for whitespace. Nested deeper than `JSONNesting.limit` is a fault.
    package static func parse(_ bytes: Span<UInt8>, _ dialect: JSONDialect = .strict) throws(JSONFault) -> JSONValue {
        if let offset = UTF8Validation.firstFault(in: bytes) { throw JSONFault(.notUTF8, at: offset) }
        var scanner = JSONScanner(bytes, at: 0, dialect)
        scanner.skipWhitespace()
        let value = try scanner.tree()
        try scanner.expectEnd()
        return value
    }

    /// Reads a text, giving a fault its line and column.
    package static func parse(_ text: String, file: String? = nil) throws(DataError) -> JSONValue {
        try parse(Array(text.utf8), file: file)
    }

    /// Reads a file's contents, giving a fault its line and column.
    package static func parse(_ bytes: [UInt8], file: String? = nil) throws(DataError) -> JSONValue {
        do throws(JSONFault) {
            return try parse(bytes.span)
        } catch {
            throw error.inFile(file, contents: bytes.span)
        }
    }

    /// Reads a record's `rest`: members without braces.
    package static func object(ofMembers bytes: Span<UInt8>) throws(JSONFault) -> JSONObject {
        if let offset = UTF8Validation.firstFault(in: bytes) { throw JSONFault(.notUTF8, at: offset) }
        var object = JSONObject()
        var members = JSONMembers(ofMembers: bytes)
        while let member = try members.next() {
            var value = JSONScanner(bytes, at: member.value.range.lowerBound)
            object[member.name.string(in: bytes)] = try value.tree()
        }
        return object
    }
}

extension JSONStringToken {
    /// Whether the string it stands for is `wanted`.
    package func spells(_ wanted: Span<UInt8>, in bytes: Span<UInt8>) -> Bool {
        if hasEscapes {
            var plain: [UInt8] = []
            JSONText.appendUnescaped(bytes.extracting(range), to: &plain)
            return Self.areEqual(plain.span, wanted)
        }
        return Self.areEqual(bytes.extracting(range), wanted)
    }

    private static func areEqual(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
        guard one.count == other.count else { return false }
        for index in one.indices where one[index] != other[index] { return false }
        return true
    }

    /// The string it stands for.
    package func string(in bytes: Span<UInt8>) -> String {
        let inner = bytes.extracting(range)
        guard hasEscapes else {
            return inner.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        }
        var output: [UInt8] = []
        JSONText.appendUnescaped(inner, to: &output)
        return String(decoding: output, as: UTF8.self)
    }
}

extension JSONFault {
    /// The fault as an error in a file, with line and column.
    package func inFile(_ file: String?, contents: Span<UInt8>) -> DataError {
        let before = contents.extracting(first: offset)
        let line = ByteScan.count(0x0A, in: before) + 1
        var start = before.count
        while start > 0, before[start - 1] != 0x0A { start -= 1 }
        var column = 1
        for index in start..<before.count where before[index] & 0xC0 != 0x80 { column += 1 }
        return DataError(
            cause, file: file, line: line, column: column, offset: offset, mend: "correct the JSON at that place")
    }
}
