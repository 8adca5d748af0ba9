import Records

/// Takes a JSON value apart into the leaves of its column (Melnik et al., "Dremel", VLDB 2010, section 4.2).
struct ParquetStriping: ~Escapable {
    /// What the tokens lie in.
    private let bytes: Span<UInt8>

    @_lifetime(copy bytes)
    init(bytes: Span<UInt8>) { self.bytes = bytes }

    /// - Parameters:
    ///   - json: passed by `fits` for the column; nil where there is none.
    ///   - leaf: the column's first.
    ///   - depth: how many lists it is in.
    func append(
        _ json: JSONValueToken?, _ column: ParquetColumn, _ leaf: Int, _ outer: ParquetChunkWriter.Levels,
        depth: Int = 0,
        to chunks: inout [ParquetChunkWriter]
    ) throws(DataError) {
        var levels = outer
        guard let json, json.kind != .null else {
            for leaf in leaf..<leaf + column.leafCount { chunks[leaf].appendNull(levels) }
            return
        }
        if column.isOptional { levels.definition += 1 }
        switch column.kind {
        case .boolean: chunks[leaf].append(json.kind == .true, levels)
        case .int32, .int64: chunks[leaf].append(Int64(number(json)) ?? 0, levels)
        case .double: chunks[leaf].append(Double(number(json)) ?? .nan, levels)
        case .utf8: try appendString(json, levels, to: &chunks[leaf])
        case .json:
            var text: [UInt8] = []
            JSONText.appendRespelled(bytes.extracting(json.range), to: &text)
            try chunks[leaf].append(text.span, levels)
        case .list(let element): try appendElements(json, element, leaf, levels, depth: depth, to: &chunks)
        case .structure(let fields):
            var place = leaf
            for field in fields {
                let member = try member(field.name, of: json)
                try append(member, field, place, levels, depth: depth, to: &chunks)
                place += field.leafCount
            }
        }
    }

    private func number(_ json: JSONValueToken) -> String {
        bytes.extracting(json.range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    private func appendString(
        _ json: JSONValueToken, _ levels: ParquetChunkWriter.Levels, to chunk: inout ParquetChunkWriter
    ) throws(DataError) {
        let inner = bytes.extracting(json.string.range)
        guard json.hasEscapes else { return try chunk.append(inner, levels) }
        var text: [UInt8] = []
        JSONText.appendUnescaped(inner, to: &text)
        try chunk.append(text.span, levels)
    }

    private func appendElements(
        _ json: JSONValueToken, _ element: ParquetColumn, _ leaf: Int, _ outer: ParquetChunkWriter.Levels, depth: Int,
        to chunks: inout [ParquetChunkWriter]
    ) throws(DataError) {
        let values = try elements(json)
        if values.isEmpty { for leaf in leaf..<leaf + element.leafCount { chunks[leaf].appendNull(outer) } }
        var levels = outer
        levels.definition += 1
        for value in values {
            try append(value, element, leaf, levels, depth: depth + 1, to: &chunks)
            levels.repetition = depth + 1
        }
    }

    private func elements(_ json: JSONValueToken) throws(DataError) -> [JSONValueToken] {
        var values: [JSONValueToken] = []
        do throws(JSONFault) {
            var elements = try JSONElements(ofArray: bytes, at: json.range.lowerBound)
            while try elements.isAtNext() { values.append(try elements.value()) }
        } catch {
            throw Self.fault(error)
        }
        return values
    }

    /// JSON that was passed before and now is none.
    static func fault(_ fault: JSONFault) -> DataError {
        DataError("a record's members cannot be read: \(fault.cause)", offset: fault.offset)
    }

    /// A member of an object; nil if it has none of that name.
    private func member(_ name: String, of json: JSONValueToken) throws(DataError) -> JSONValueToken? {
        let name = Array(name.utf8)
        do throws(JSONFault) {
            var members = try JSONMembers(ofObject: bytes, at: json.range.lowerBound)
            while let member = try members.next() {
                if member.name.spells(name.span, in: bytes) { return member.value }
            }
        } catch {
            throw Self.fault(error)
        }
        return nil
    }
}
