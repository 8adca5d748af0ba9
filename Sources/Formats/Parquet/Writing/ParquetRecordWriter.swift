import Records

/// Writes records as Parquet: the columns id, text, language and source (null where empty), and a column for each member
/// of the rest.
///
/// The types are given, or those of the records that fit into the first row group. What does not fit (another type, a
/// member not seen before) goes as JSON into a column of its own, `rest`, so that nothing is lost: the reader takes its
/// members for the record's.
struct ParquetRecordWriter {
    private let path: String
    private let columns: RecordColumns
    /// The record's own fields that are written, by their places in `RecordColumns.own`.
    private let own: [Int]
    private var writer: ParquetWriter?
    private var kinds: [JSONKind.Member] = []
    /// Records whose members tell the types.
    private var waiting = Batch()
    /// What fits into no column, as the members of an object.
    private var overflow: [UInt8] = []
    private var isSet: [Bool] = []
    /// What is written of a record's rest.
    private var rest: [UInt8] = []
    /// How many of the kinds are given and do not follow the records.
    private let givenCount: Int
    /// How much text waits for the types at most.
    private let waitingBytes: Int

    /// The key of the file's metadata under which the name of the column for what does not fit is found.
    static let overflowKey = "quern.overflow"
    private static let maximumColumns = 1000

    /// - Parameter types: of members that are known beforehand.
    init(
        path: String, _ columns: RecordColumns = .all, types: [JSONKind.Member] = [],
        waitingBytes: Int = ParquetWriter.rowGroupBytes
    ) {
        self.path = path
        self.columns = columns
        own = columns.own.indices.filter { columns.own[$0] != nil }
        kinds = types
        givenCount = types.count
        self.waitingBytes = waitingBytes
    }

    mutating func append(_ batch: Batch, _ index: Int) throws(DataError) {
        rest.removeAll(keepingCapacity: true)
        if !columns.keepsRest { try columns.appendRest(batch.rest[index], to: &rest) }
        if writer != nil {
            if columns.keepsRest { return try write(batch, index, batch.rest[index]) }
            let rest = rest
            return try write(batch, index, rest.span)
        }
        waiting.ids.append(batch.ids[index])
        waiting.texts.append(batch.texts[index])
        waiting.languages.append(batch.languages[index])
        waiting.sources.append(batch.sources[index])
        if columns.keepsRest { waiting.rest.append(batch.rest[index]) } else { waiting.rest.append(rest) }
        waiting.endRecord(offset: batch.offsets[index])
        if waiting.texts.bytes.count + waiting.rest.bytes.count >= waitingBytes { try begin(isAll: false) }
    }

    mutating func finish() throws(DataError) -> Receipt.File {
        if writer == nil { try begin(isAll: true) }
        guard let file = try writer?.finish() else { throw DataError("the file was not begun", file: path) }
        return file
    }

    // MARK: Types

    /// - Parameter isAll: no more records will come.
    private mutating func begin(isAll: Bool) throws(DataError) {
        let records = waiting
        waiting = Batch()
        var fits = true
        for index in 0..<records.count { fits = try learn(records.rest[index]) && fits }
        // Only language and source may be missing.
        var columns = own.map { ParquetColumn(self.columns.own[$0] ?? "", .utf8, isOptional: $0 > 1) }
        columns += kinds.map { $0.kind.column($0.name) }
        var metadata: [(key: String, value: String)] = []
        if !isAll || !fits {
            var name = "rest"
            while columns.contains(where: { $0.name == name }) { name += "_" }
            columns.append(ParquetColumn(name, .json, isOptional: true))
            metadata.append((Self.overflowKey, name))
        }
        writer = try ParquetWriter(path: path, columns: columns, metadata: metadata)
        for index in 0..<records.count { try write(records, index, records.rest[index]) }
    }

    /// - Returns: whether each member has a column.
    private mutating func learn(_ rest: Span<UInt8>) throws(DataError) -> Bool {
        var fits = true
        var isSeen = [Bool](repeating: false, count: kinds.count)
        do throws(JSONFault) {
            var members = JSONMembers(ofMembers: rest)
            while let member = try members.next() {
                let kind = try JSONKind(member.value, in: rest)
                if let place = place(of: member.name, in: rest, near: 0) {
                    if place >= givenCount, !isSeen[place] { kinds[place].kind = kinds[place].kind.joined(kind) }
                    fits = fits && !isSeen[place] && kinds[place].kind.holds(kind)
                    isSeen[place] = true
                } else if kinds.count < Self.maximumColumns, !columns.own.contains(member.name.string(in: rest)) {
                    kinds.append(.init(name: member.name.string(in: rest), kind: kind))
                    isSeen.append(true)
                } else {
                    fits = false
                }
            }
        } catch {
            throw ParquetStriping.fault(error)
        }
        return fits
    }

    /// The column of a member, which is most often the next one.
    private func place(of name: JSONStringToken, in bytes: Span<UInt8>, near next: Int) -> Int? {
        for offset in 0..<kinds.count {
            let place = (next + offset) % kinds.count
            let isName = kinds[place].name.utf8.span.withUnsafeBufferPointer { name.spells($0.span, in: bytes) }
            if isName { return place }
        }
        return nil
    }

    // MARK: Rows

    private mutating func write(_ batch: Batch, _ index: Int, _ rest: Span<UInt8>) throws(DataError) {
        for (column, place) in own.enumerated() {
            let value = RecordText.own(place, batch, index)
            if value.isEmpty, place > 1 {
                writer?.appendNull(column: column)
            } else {
                try writer?.append(value, column: column)
            }
        }
        try writeMembers(rest)
        try writer?.endRow()
    }

    private mutating func writeMembers(_ rest: Span<UInt8>) throws(DataError) {
        isSet = [Bool](repeating: false, count: kinds.count)
        overflow.removeAll(keepingCapacity: true)
        var next = 0
        var members = JSONMembers(ofMembers: rest)
        while let member = try Self.next(&members) {
            if let place = place(of: member.name, in: rest, near: next), !isSet[place],
                (try? JSONKind(member.value, in: rest)).map(kinds[place].kind.holds) ?? false
            {
                try writer?.append(member.value, in: rest, column: own.count + place)
                isSet[place] = true
                next = place + 1
            } else {
                if !overflow.isEmpty { overflow.append(UInt8(ascii: ",")) }
                rest.extracting(member.range).withUnsafeBufferPointer { overflow.append(contentsOf: $0) }
            }
        }
        for place in kinds.indices where !isSet[place] { writer?.appendNull(column: own.count + place) }
        try writeOverflow()
    }

    private static func next(_ members: inout JSONMembers) throws(DataError) -> JSONMembers.Member? {
        do throws(JSONFault) { return try members.next() } catch { throw ParquetStriping.fault(error) }
    }

    private mutating func writeOverflow() throws(DataError) {
        let column = own.count + kinds.count
        guard let count = writer?.columnCount, count > column else { return }
        if overflow.isEmpty {
            writer?.appendNull(column: column)
        } else {
            try writer?.append((Array("{".utf8) + overflow + Array("}".utf8)).span, column: column)
        }
    }
}
