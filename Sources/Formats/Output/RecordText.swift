package import Records

/// A record as bytes of the output formats.
package enum RecordText {
    /// Appends record `index` as a line of JSON: id, text, language and source, empty ones but for the id left out, then
    /// the rest as it was read.
    package static func appendJSONLine(_ batch: Batch, _ index: Int, to output: inout [UInt8]) {
        output.append(contentsOf: "{\"id\":".utf8)
        JSONText.appendString(batch.ids[index], to: &output)
        appendMember(",\"text\":", batch.texts[index], to: &output)
        appendMember(",\"language\":", batch.languages[index], to: &output)
        appendMember(",\"source\":", batch.sources[index], to: &output)
        let rest = batch.rest[index]
        if !rest.isEmpty {
            output.append(UInt8(ascii: ","))
            rest.withUnsafeBufferPointer { output.append(contentsOf: $0) }
        }
        output.append(contentsOf: "}\n".utf8)
    }

    private static func appendMember(_ name: StaticString, _ value: Span<UInt8>, to output: inout [UInt8]) {
        guard !value.isEmpty else { return }
        output.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        JSONText.appendString(value, to: &output)
    }

    /// Appends record `index` as a row of CSV (RFC 4180): id, text, language, source, and the rest as a JSON object.
    package static func appendCSVRow(_ batch: Batch, _ index: Int, to output: inout [UInt8]) {
        for value in 0..<4 {
            switch value {
            case 0: appendField(batch.ids[index], to: &output)
            case 1: appendField(batch.texts[index], to: &output)
            case 2: appendField(batch.languages[index], to: &output)
            default: appendField(batch.sources[index], to: &output)
            }
            output.append(UInt8(ascii: ","))
        }
        var rest: [UInt8] = [UInt8(ascii: "{")]
        batch.rest[index].withUnsafeBufferPointer { rest.append(contentsOf: $0) }
        rest.append(UInt8(ascii: "}"))
        appendField(rest.span, to: &output)
        output.append(contentsOf: "\r\n".utf8)
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
