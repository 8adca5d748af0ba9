import Records

/// Values of Parquet as JSON.
///
/// Integers of 64 bits, decimals and floats keep every digit; infinities and NaN are null. Dates and times are ISO 8601
/// (`2024-01-31`, `12:34:56.5`, `2024-01-31T12:34:56.5`, with `Z` where the type says UTC). Bytes that no annotation calls
/// a string are base64; a column of JSON text is JSON. Structs and maps are objects, a map's keys spelled as strings; lists are arrays.
struct ParquetJSON {
    let columns: [ParquetColumnCursor?]

    /// Appends the next value of a node and passes it in all its columns.
    func append(_ node: ParquetNode, to output: inout [UInt8]) throws(ParquetFault) {
        let first = try column(node.columns.lowerBound)
        try first.load()
        if node.isOptional, first.definition < node.definition {
            output += Array("null".utf8)
            return try pass(node.columns)
        }
        switch node.shape {
        case .leaf:
            guard first.hasEntry, first.isValue else {
                throw ParquetFault("column '\(first.leaf.path)' has no value where one must be")
            }
            append(valueOf: first, isKey: false, to: &output)
            try first.pass()
        case .structure(let fields):
            output.append(UInt8(ascii: "{"))
            for (place, field) in fields.enumerated() {
                if place > 0 { output.append(UInt8(ascii: ",")) }
                JSONText.appendString(field.name.span, to: &output)
                output.append(UInt8(ascii: ":"))
                try append(field, to: &output)
            }
            output.append(UInt8(ascii: "}"))
        case .list(let element, let definition, let repetition):
            output.append(UInt8(ascii: "["))
            if first.definition < definition {
                try pass(node.columns)
            } else {
                try appendElements(first, repetition, to: &output) { (output) throws(ParquetFault) in
                    try append(element[0], to: &output)
                }
            }
            output.append(UInt8(ascii: "]"))
        case .map(let fields, let definition, let repetition):
            output.append(UInt8(ascii: "{"))
            if first.definition < definition {
                try pass(node.columns)
            } else {
                try appendElements(first, repetition, to: &output) { (output) throws(ParquetFault) in
                    try appendKey(fields[0], to: &output)
                    output.append(UInt8(ascii: ":"))
                    try append(fields[1], to: &output)
                }
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    private func column(_ index: Int) throws(ParquetFault) -> ParquetColumnCursor {
        guard let column = columns[index] else { throw ParquetFault("a column is not open") }
        return column
    }

    private func pass(_ range: Range<Int>) throws(ParquetFault) {
        for index in range {
            let column = try column(index)
            try column.load()
            try column.pass()
        }
    }

    private func appendElements(
        _ first: ParquetColumnCursor, _ repetition: Int, to output: inout [UInt8],
        _ append: (inout [UInt8]) throws(ParquetFault) -> Void
    ) throws(ParquetFault) {
        var isFirst = true
        repeat {
            if !isFirst { output.append(UInt8(ascii: ",")) }
            isFirst = false
            try append(&output)
            try first.load()
        } while first.hasEntry && first.repetition == repetition
    }

    /// A key as a string, whatever its type.
    private func appendKey(_ node: ParquetNode, to output: inout [UInt8]) throws(ParquetFault) {
        let first = try column(node.columns.lowerBound)
        try first.load()
        if case .leaf = node.shape, first.isValue {
            append(valueOf: first, isKey: true, to: &output)
            return try first.pass()
        }
        var key: [UInt8] = []
        try append(node, to: &key)
        JSONText.appendString(key.span, to: &output)
    }

    /// Appends the current value of a column.
    func append(valueOf column: ParquetColumnCursor, isKey: Bool, to output: inout [UInt8]) {
        let spelling = ParquetSpelling(leaf: column.leaf)
        guard isKey, !spelling.isQuoted else { return spelling.append(column, to: &output) }
        output.append(UInt8(ascii: "\""))
        spelling.append(column, to: &output)
        output.append(UInt8(ascii: "\""))
    }
}
