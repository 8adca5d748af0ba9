import Records

/// Which columns of a Parquet file are read, and what each is of a record.
struct ParquetPlan {
    private struct Member {
        /// Name and colon, as in JSON.
        let key: [UInt8]
        let node: ParquetNode
        let isRepeated: Bool
        /// What the writer had no columns for (see `ParquetRecordWriter`): its members are the record's.
        let isOverflow: Bool
    }

    let leaves: [ParquetSchema.Leaf]
    let isWanted: [Bool]
    /// Fields are columns themselves, and do not lie in one.
    let isDirect: Bool
    private let rest: [Member]
    private let hasOverflow: Bool
    /// The record's own columns; nil where the file has none.
    private var text: ParquetNode?
    private var id: ParquetNode?
    private var language: ParquetNode?
    private var source: ParquetNode?

    /// - Parameter overflowColumn: see `ParquetMetadata`.
    init(_ schema: ParquetSchema, overflowColumn: [UInt8], _ options: SourceOptions) {
        leaves = schema.leaves
        let names = [options.textField, options.idField, options.languageField, options.sourceField]
        let paths = names.map { name in name.isEmpty ? nil : try? FieldPath(name) }
        isDirect = paths.allSatisfy { $0?.isDirect ?? true }
        var fields: [ParquetNode?] = [nil, nil, nil, nil]
        var rest: [Member] = []
        let own = ["text", "id", "language", "source"].map { Array($0.utf8) }
        for node in schema.fields {
            let place = isDirect ? paths.firstIndex { $0?.name == node.name } : nil
            if let place, fields[place] == nil {
                fields[place] = node
                continue
            }
            if let columns = options.columns, !columns.contains(where: { Array($0.utf8) == node.name }) { continue }
            // As in JSON, a column that happens to be called as one of the record's own is renamed.
            var name = node.name
            if isDirect, let taken = own.firstIndex(of: name), paths[taken] != nil {
                name = Array("original_".utf8) + name
            }
            var key: [UInt8] = []
            JSONText.appendString(name.span, to: &key)
            key.append(UInt8(ascii: ":"))
            let isRepeated = schema.leaves[node.columns].contains { $0.maximumRepetition > 0 }
            let isOverflow =
                name == overflowColumn && node.isLeaf && schema.leaves[node.columns.lowerBound].type == .json
            rest.append(Member(key: key, node: node, isRepeated: isRepeated, isOverflow: isOverflow))
        }
        (text, id, language, source) = (fields[0], fields[1], fields[2], fields[3])
        self.rest = rest
        hasOverflow = rest.contains(where: \.isOverflow)
        var isWanted = [Bool](repeating: false, count: schema.leaves.count)
        for node in fields.compactMap({ $0 }) + rest.map(\.node) {
            for column in node.columns { isWanted[column] = true }
        }
        self.isWanted = isWanted
    }

    /// The record's own columns must hold strings, its id perhaps numbers.
    func check(file: String) throws(DataError) {
        let wanted = [
            ("text", text, false), ("id", id, true), ("language", language, false), ("source", source, false),
        ]
        for (name, node, mayBeNumber) in wanted {
            guard let node else { continue }
            let leaf = leaves[node.columns.lowerBound]
            if case .leaf = node.shape {
                switch leaf.type {
                case .string: continue
                case .binary where leaf.physicalType == 6: continue
                case .signed, .unsigned: if mayBeNumber { continue }
                default: break
                }
            }
            throw DataError(
                "the \(name) column '\(leaf.path)' does not hold strings", file: file,
                mend: "name the right one with --\(name)-field")
        }
    }

    /// Appends the members of a row's rest and passes them.
    func appendRest(_ columns: ParquetJSON, to output: inout [UInt8]) throws(ParquetFault) {
        let start = output.count
        for member in rest {
            let before = output.count
            if before > start { output.append(UInt8(ascii: ",")) }
            if member.isRepeated { try expectRow(columns, member.node) }
            if !member.isOverflow { output.append(contentsOf: member.key) }
            let value = output.count
            try columns.append(member.node, to: &output)
            // A member of no value may be among the others, with one.
            if hasOverflow, output[value] == UInt8(ascii: "n") {
                output.removeLast(output.count - before)
            } else if member.isOverflow {
                Self.open(value, member.key, from: before, in: &output)
            }
        }
        for node in fields {
            guard let column = columns.columns[node.columns.lowerBound] else { continue }
            try column.load()
            guard column.hasEntry else { throw ParquetFault("column '\(column.leaf.path)' ends before the others") }
        }
    }

    /// Takes the braces from an object; another value becomes a member again.
    private static func open(_ value: Int, _ key: [UInt8], from before: Int, in output: inout [UInt8]) {
        if output[value...].elementsEqual("{}".utf8) {
            output.removeLast(output.count - before)
        } else if output[value] == UInt8(ascii: "{") {
            output.removeLast()
            output.remove(at: value)
        } else {
            output.insert(contentsOf: key, at: value)
        }
    }

    /// All columns of a node must be where a row begins.
    private func expectRow(_ columns: ParquetJSON, _ node: ParquetNode) throws(ParquetFault) {
        for index in node.columns {
            guard let column = columns.columns[index] else { continue }
            try column.load()
            guard column.hasEntry, column.repetition == 0 else {
                throw ParquetFault("column '\(column.leaf.path)' does not begin a row where the others do")
            }
        }
    }

    /// Appends a row whose fields are columns.
    func append(
        _ columns: ParquetJSON, _ json: [UInt8], _ row: Int, _ origin: RecordOrigin, _ maximumBytes: Int,
        to batch: inout Batch
    ) throws(RecordFault) {
        for node in fields { try check(columns, node, maximumBytes) }
        append(text, columns, to: &batch.texts)
        append(language, columns, to: &batch.languages)
        if let column = value(id, columns) {
            batch.ids.append { (output: inout [UInt8]) in
                if !bytes(column, to: &output) { columns.append(valueOf: column, isKey: false, to: &output) }
            }
        } else {
            origin.appendId(offset: row, to: &batch)
        }
        if value(source, columns) != nil {
            append(source, columns, to: &batch.sources)
        } else {
            origin.appendSource(to: &batch)
        }
        batch.rest.append(json)
        batch.endRecord(offset: row)
    }

    func passFields(_ columns: ParquetJSON) throws(ParquetFault) {
        for node in fields { try columns.columns[node.columns.lowerBound]?.pass() }
    }

    private var fields: [ParquetNode] { [text, id, language, source].compactMap { $0 } }

    /// The column of a node if it has a value that is not empty.
    private func value(_ node: ParquetNode?, _ columns: ParquetJSON) -> ParquetColumnCursor? {
        guard let node, let column = columns.columns[node.columns.lowerBound], column.isValue else { return nil }
        return column.withValue(number: { _ in false }, bytes: { $0.isEmpty }) ? nil : column
    }

    private func check(_ columns: ParquetJSON, _ node: ParquetNode, _ maximumBytes: Int) throws(RecordFault) {
        guard let column = value(node, columns) else { return }
        let (count, fault) = column.withValue(
            number: { _ in (0, nil) }, bytes: { ($0.count, UTF8Validation.firstFault(in: $0)) })
        if count > maximumBytes { throw .tooLong(limit: maximumBytes) }
        if let fault { throw .notUTF8(at: fault) }
    }

    private func append(_ node: ParquetNode?, _ columns: ParquetJSON, to output: inout ByteColumn) {
        output.append { (output: inout [UInt8]) in
            if let column = value(node, columns) { _ = bytes(column, to: &output) }
        }
    }

    /// - Returns: false if the value is a number.
    private func bytes(_ column: ParquetColumnCursor, to output: inout [UInt8]) -> Bool {
        column.withValue(
            number: { _ in false },
            bytes: {
                $0.withUnsafeBufferPointer { output.append(contentsOf: $0) }
                return true
            })
    }
}
