package import Records

/// A record as bytes of the output formats.
package enum RecordText {
    /// Appends record `index` as a line of JSON: id, text, language and source, empty ones but for the id left out, then
    /// the rest as it was read.
    package static func appendJSONLine(_ batch: Batch, _ index: Int, to output: inout [UInt8]) {
        let rest = batch.rest[index]
        if appendOwn(batch, index, .all, to: &output), !rest.isEmpty { output.append(UInt8(ascii: ",")) }
        rest.withUnsafeBufferPointer { output.append(contentsOf: $0) }
        output.append(contentsOf: "}\n".utf8)
    }

    /// Record `index` as the line of JSON would be read.
    package static func object(of batch: Batch, _ index: Int) throws(DataError) -> JSONObject {
        var line: [UInt8] = []
        appendJSONLine(batch, index, to: &line)
        return try JSONValue.parse(line).object ?? JSONObject()
    }

    /// The same line with the fields and names of `columns`.
    static func appendJSONLine(
        _ batch: Batch, _ index: Int, _ columns: RecordColumns, to output: inout [UInt8]
    ) throws(DataError) {
        var rest: [UInt8] = []
        if !columns.keepsRest { try columns.appendRest(batch.rest[index], to: &rest) }
        let hasRest = columns.keepsRest ? !batch.rest[index].isEmpty : !rest.isEmpty
        if appendOwn(batch, index, columns, to: &output), hasRest { output.append(UInt8(ascii: ",")) }
        if columns.keepsRest {
            batch.rest[index].withUnsafeBufferPointer { output.append(contentsOf: $0) }
        } else {
            output.append(contentsOf: rest)
        }
        output.append(contentsOf: "}\n".utf8)
    }

    /// Begins a line with the record's own fields.
    ///
    /// - Returns: whether there are any.
    private static func appendOwn(
        _ batch: Batch, _ index: Int, _ columns: RecordColumns, to output: inout [UInt8]
    ) -> Bool {
        output.append(UInt8(ascii: "{"))
        let start = output.count
        for (place, key) in columns.ownKeys.enumerated() where !key.isEmpty {
            let value = own(place, batch, index)
            if value.isEmpty, place > 0 { continue }
            if output.count > start { output.append(UInt8(ascii: ",")) }
            output.append(contentsOf: key)
            JSONText.appendString(value, to: &output)
        }
        return output.count > start
    }

    /// The record's id, text, language and source by their places in `RecordColumns.own`.
    @_lifetime(borrow batch)
    static func own(_ place: Int, _ batch: borrowing Batch, _ index: Int) -> Span<UInt8> {
        switch place {
        case 0: batch.ids[index]
        case 1: batch.texts[index]
        case 2: batch.languages[index]
        default: batch.sources[index]
        }
    }

    static func appendCSVHeader(_ columns: RecordColumns, to output: inout [UInt8]) {
        let names = columns.own.compactMap { $0 } + (columns.members?.map(\.name) ?? ["rest"])
        for (place, name) in names.enumerated() {
            if place > 0 { output.append(UInt8(ascii: ",")) }
            appendField(Array(name.utf8).span, to: &output)
        }
        output.append(contentsOf: "\r\n".utf8)
    }

    /// Appends record `index` as a row of CSV (RFC 4180): its own fields, and the rest as a JSON object; of selected members
    /// each by itself, strings as what they say and others as JSON.
    static func appendCSVRow(
        _ batch: Batch, _ index: Int, _ columns: RecordColumns, to output: inout [UInt8]
    ) throws(DataError) {
        var isFirst = true
        for place in columns.own.indices where columns.own[place] != nil {
            if !isFirst { output.append(UInt8(ascii: ",")) }
            isFirst = false
            appendField(own(place, batch, index), to: &output)
        }
        var value: [UInt8] = []
        for member in columns.members ?? [] {
            if !isFirst { output.append(UInt8(ascii: ",")) }
            isFirst = false
            value.removeAll(keepingCapacity: true)
            try append(member, of: batch.rest[index], to: &value)
            appendField(value.span, to: &output)
        }
        if columns.members == nil {
            value.append(UInt8(ascii: "{"))
            try columns.appendRest(batch.rest[index], to: &value)
            value.append(UInt8(ascii: "}"))
            if !isFirst { output.append(UInt8(ascii: ",")) }
            appendField(value.span, to: &output)
        }
        output.append(contentsOf: "\r\n".utf8)
    }

    private static func append(
        _ member: RecordColumns.Member, of rest: Span<UInt8>, to output: inout [UInt8]
    ) throws(DataError) {
        do throws(JSONFault) {
            guard let value = try RecordColumns.value(member, in: rest), value.kind != .null else { return }
            if value.kind == .string {
                JSONText.appendUnescaped(rest.extracting(value.string.range), to: &output)
            } else {
                rest.extracting(value.range).withUnsafeBufferPointer { output.append(contentsOf: $0) }
            }
        } catch {
            throw DataError("a record's members cannot be read: \(error.cause)", offset: error.offset)
        }
    }

    private static func appendField(_ value: Span<UInt8>, to output: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        var isPlain = true
        for index in value.indices {
            let byte = value[index]
            if byte == quote || byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D { isPlain = false }
        }
        if isPlain {
            value.withUnsafeBufferPointer { output.append(contentsOf: $0) }
            return
        }
        output.append(quote)
        for index in value.indices {
            if value[index] == quote { output.append(quote) }
            output.append(value[index])
        }
        output.append(quote)
    }

    /// Appends the text of record `index` as one line, its line breaks as blanks.
    package static func appendTextLine(_ batch: Batch, _ index: Int, to output: inout [UInt8]) {
        let start = output.count
        batch.texts[index].withUnsafeBufferPointer { output.append(contentsOf: $0) }
        var line = output.mutableSpan
        // Without a branch, so that it is done many bytes at a time.
        for place in start..<line.count {
            let byte = line[unchecked: place]
            line[unchecked: place] = byte == 0x0A || byte == 0x0D ? 0x20 : byte
        }
        output.append(0x0A)
    }
}
