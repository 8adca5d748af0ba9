import Records

/// The values of fields.
enum CSVText {
    static func append(_ field: CSVRowScanner.Field, of row: Span<UInt8>, to output: inout [UInt8]) {
        let raw = row.extracting(field.range)
        guard field.hasDoubledQuotes else {
            raw.withUnsafeBufferPointer { output.append(contentsOf: $0) }
            return
        }
        raw.withUnsafeBufferPointer { buffer in
            var start = 0
            while start < raw.count {
                // Up to the first quote of a pair and with it; the second is passed over.
                let quote = ByteScan.first(UInt8(ascii: "\""), in: raw, from: start) ?? raw.count - 1
                output.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start...quote]))
                start = quote + 2
            }
        }
    }

    static func value(_ field: CSVRowScanner.Field, of row: Span<UInt8>) -> [UInt8] {
        var value: [UInt8] = []
        append(field, of: row, to: &value)
        return value
    }

    /// Appends the columns that are no field of a record as members of a JSON object.
    static func appendRest(
        _ fields: [CSVRowScanner.Field], _ columns: CSVColumns, of row: Span<UInt8>, to output: inout [UInt8]
    ) {
        var isFirst = true
        for (place, role) in columns.roles.enumerated() {
            guard case .rest(let name) = role else { continue }
            if !isFirst { output.append(UInt8(ascii: ",")) }
            isFirst = false
            output.append(contentsOf: name)
            if fields[place].hasDoubledQuotes {
                JSONText.appendString(value(fields[place], of: row).span, to: &output)
            } else {
                JSONText.appendString(row.extracting(fields[place].range), to: &output)
            }
        }
    }
}
