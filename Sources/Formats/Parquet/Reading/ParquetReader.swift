import Records

/// Parquet: the row groups of a piece, row by row (see `ParquetJSON` for how other columns than the record's own become
/// its rest).
///
/// A row group belongs to the piece that its first byte is in. A page that cannot be read costs the rows of its row group
/// from there on, which are quarantined as one entry; the next row group is read. A column is held a page at a time.
struct ParquetReader: Source {
    /// The open row group.
    private struct Group {
        let number: Int
        let end: Int
        let columns: [ParquetColumnCursor?]
        var rowsLeft: Int
        /// Of the next row, in the file.
        var row: Int
    }

    private let file: ParquetFile
    private let plan: ParquetPlan
    private let parser: JSONRecordParser?
    private let origin: RecordOrigin
    private let maximumBytes: Int
    /// Numbers of the row groups still to be read, and of the first row of each.
    private var groups: [(number: Int, row: Int)] = []
    private var group: Group?
    private var json: [UInt8] = []

    init(_ bytes: PieceInput, _ options: SourceOptions) throws(DataError) {
        let piece = bytes.piece
        guard bytes.isFile else {
            throw DataError(
                "Parquet cannot be read within an archive: its index is at the end", file: piece.file,
                mend: "unpack the archive")
        }
        file = try ParquetFile(piece.file)
        origin = RecordOrigin(piece)
        maximumBytes = options.maximumRecordBytes.bytes
        do throws(ParquetFault) {
            plan = ParquetPlan(
                try ParquetSchema(file.metadata.schema), overflowColumn: file.metadata.overflowColumn, options)
        } catch {
            throw DataError("the Parquet file's schema cannot be read: " + error.cause, file: piece.file)
        }
        try plan.check(file: piece.file)
        parser = plan.isDirect ? nil : try JSONRecordParser(options, origin: origin)
        var row = 0
        for (number, group) in file.metadata.groups.enumerated() {
            if piece.range.contains(group.start) { groups.append((number, row)) }
            row = row.addingReportingOverflow(group.rows).partialValue
        }
        groups.reverse()
    }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        while batch.hasRoom(limit) {
            if group == nil {
                guard let next = groups.popLast() else { return false }
                open(next.number, row: next.row, &batch)
                continue
            }
            readRows(into: &batch, limit: limit)
        }
        return true
    }

    private mutating func open(_ number: Int, row: Int, _ batch: inout Batch) {
        let found = file.metadata.groups[number]
        guard found.rows > 0 else { return }
        var columns: [ParquetColumnCursor?] = []
        do throws(ParquetFault) {
            guard found.chunks.count == plan.leaves.count else {
                throw ParquetFault("it has \(found.chunks.count) columns and the schema \(plan.leaves.count)")
            }
            for (index, leaf) in plan.leaves.enumerated() {
                do throws(ParquetFault) {
                    columns.append(
                        plan.isWanted[index] ? try ParquetColumnCursor(leaf, found.chunks[index], of: file) : nil)
                } catch {
                    throw ParquetFault("column '\(leaf.path)': \(error.cause)")
                }
            }
        } catch {
            giveUp(number, rows: row..<row + found.rows, error, offset: found.start, &batch)
            return
        }
        let end = found.chunks.map(\.range.upperBound).max() ?? 0
        group = Group(number: number, end: end, columns: columns, rowsLeft: found.rows, row: row)
    }

    private mutating func readRows(into batch: inout Batch, limit: Batch.Limit) {
        guard var open = group else { return }
        let columns = ParquetJSON(columns: open.columns)
        do throws(ParquetFault) {
            while open.rowsLeft > 0, batch.hasRoom(limit) {
                try readRow(columns, open.row, &batch)
                open.row += 1
                open.rowsLeft -= 1
            }
            group = open.rowsLeft > 0 ? open : nil
        } catch {
            group = nil
            let offset = open.columns.compactMap { $0?.offset }.min() ?? 0
            giveUp(open.number, rows: open.row..<open.row + open.rowsLeft, error, offset: offset, &batch)
        }
    }

    private func giveUp(_ number: Int, rows: Range<Int>, _ fault: ParquetFault, offset: Int, _ batch: inout Batch) {
        let reason =
            "row group \(number): \(fault.cause); its rows \(rows.lowerBound) to \(rows.upperBound - 1) are lost"
        batch.bad.append(origin.bad(RecordFault(reason: reason), offset: offset, length: 0, beginning: Span()))
    }

    /// Reads one row, passing it in every column before anything of it is refused.
    private mutating func readRow(
        _ columns: ParquetJSON, _ row: Int, _ batch: inout Batch
    ) throws(ParquetFault) {
        json.removeAll(keepingCapacity: true)
        if parser != nil { json.append(UInt8(ascii: "{")) }
        try plan.appendRest(columns, to: &json)
        if parser != nil { json.append(UInt8(ascii: "}")) }
        var fault: RecordFault?
        do throws(RecordFault) {
            if json.count > maximumBytes { throw .tooLong(limit: maximumBytes) }
            if let parser {
                try parser.append(json.span, offset: row, to: &batch)
            } else {
                try plan.append(columns, json, row, origin, maximumBytes, to: &batch)
            }
        } catch {
            fault = error
        }
        try plan.passFields(columns)
        if let fault {
            batch.bad.append(origin.bad(fault, offset: row, length: json.count, beginning: json.span))
        }
    }
}
