import Records

/// Goes through the entries of one column in one row group: values, and the nulls and empty lists between them.
///
/// A class because each row moves it; used by one thread at a time.
final class ParquetColumnCursor {
    let leaf: ParquetSchema.Leaf
    /// Of the current entry, once `load` has seen to it.
    private(set) var definition = 0
    /// Of the current entry; 0 where there is none.
    private(set) var repetition = 0
    private(set) var hasEntry = false

    private var pages: ParquetPages
    private var entriesLeft: Int
    private var dictionary = ParquetValues.none
    private var values = ParquetValues.none
    /// The page's values as places in the dictionary, if it has them so.
    private var places: [UInt32] = []
    private var usesDictionary = false
    /// Levels of the page's entries; empty where all are the greatest.
    private var definitions: [UInt8] = []
    private var repetitions: [UInt8] = []
    private var entryCount = 0
    private var entry = 0
    private var value = 0

    /// More entries in a page would take memory that nothing in the file accounts for.
    private static let maximumEntries = 1 << 26

    init(_ leaf: ParquetSchema.Leaf, _ chunk: ParquetChunk, of file: ParquetFile) throws(ParquetFault) {
        guard chunk.physicalType == leaf.physicalType else { throw ParquetFault("its type is not that of the schema") }
        self.leaf = leaf
        pages = try ParquetPages(chunk, of: file)
        entriesLeft = chunk.valueCount
    }

    /// Where in the file reading has come to.
    var offset: Int { pages.position }

    var isValue: Bool { definition == leaf.maximumDefinition }

    /// Looks at the entry that is next.
    func load() throws(ParquetFault) {
        while entry == entryCount, entriesLeft > 0 { try loadPage() }
        hasEntry = entry < entryCount
        definition = definitions.isEmpty ? leaf.maximumDefinition : hasEntry ? Int(definitions[entry]) : 0
        repetition = repetitions.isEmpty || !hasEntry ? 0 : Int(repetitions[entry])
    }

    /// Passes the current entry.
    func pass() throws(ParquetFault) {
        guard hasEntry else { throw ParquetFault("the column ends before the others") }
        if isValue { value &+= 1 }
        entry &+= 1
        hasEntry = false
    }

    /// Hands out the current value's number or bytes.
    func withValue<Result>(
        number: (UInt64) -> Result, bytes: (Span<UInt8>) -> Result
    ) -> Result {
        if usesDictionary { return Self.with(dictionary, Int(places[value]), number, bytes) }
        return Self.with(values, value, number, bytes)
    }

    @inline(__always)
    private static func with<Result>(
        _ values: borrowing ParquetValues, _ index: Int, _ number: (UInt64) -> Result, _ bytes: (Span<UInt8>) -> Result
    ) -> Result {
        switch values.storage {
        case .numbers(let numbers): return number(numbers[index])
        case .ranges(let ranges):
            let range = ranges[index]
            return bytes(values.bytes.span.extracting(Int(range.lowerBound)..<Int(range.upperBound)))
        }
    }

    // MARK: Pages

    private func loadPage() throws(ParquetFault) {
        guard let page = try pages.next() else { throw ParquetFault("the column ends too early") }
        switch page.header.kind {
        case .index: break
        case .dictionary:
            guard page.header.encoding == 0 || page.header.encoding == 2 else {
                throw ParquetFault("a dictionary has the encoding \(page.header.encoding), which is not read")
            }
            try checkEntries(page.header.valueCount)
            dictionary = try decoded(0, page.bytes, from: 0, count: page.header.valueCount)
        case .data, .dataV2: try take(page)
        }
    }

    private func checkEntries(_ count: Int) throws(ParquetFault) {
        if count > Self.maximumEntries { throw ParquetFault("a page has \(count) entries, more than are read at once") }
    }

    private func take(_ page: ParquetPages.Page) throws(ParquetFault) {
        let header = page.header
        try checkEntries(header.valueCount)
        guard header.valueCount <= entriesLeft else {
            throw ParquetFault("the column has more values than its index says")
        }
        let start = try takeLevels(header, page.bytes.span)
        var valueCount = header.valueCount
        if !definitions.isEmpty {
            let greatest = UInt8(truncatingIfNeeded: leaf.maximumDefinition)
            valueCount = 0
            for definition in definitions where definition == greatest { valueCount &+= 1 }
        }
        try takeValues(header.encoding, page.bytes, from: start, count: valueCount)
        entriesLeft -= header.valueCount
        entryCount = header.valueCount
        entry = 0
        value = 0
    }

    /// - Returns: where the values begin.
    private func takeLevels(_ header: ParquetPageHeader, _ bytes: Span<UInt8>) throws(ParquetFault) -> Int {
        var position = 0
        let isV2 = header.kind == .dataV2
        repetitions.removeAll(keepingCapacity: true)
        definitions.removeAll(keepingCapacity: true)
        if leaf.maximumRepetition > 0 {
            let run = try run(bytes, &position, isV2 ? header.repetitionBytes : nil, header.repetitionEncoding)
            try read(run, leaf.maximumRepetition, header.valueCount, &repetitions)
        } else if isV2 {
            position += header.repetitionBytes
        }
        if leaf.maximumDefinition > 0 {
            let run = try run(bytes, &position, isV2 ? header.definitionBytes : nil, header.definitionEncoding)
            try read(run, leaf.maximumDefinition, header.valueCount, &definitions)
        } else if isV2 {
            position += header.definitionBytes
        }
        guard position <= bytes.count else { throw .cutShort }
        return position
    }

    /// The bytes of levels at `position`, their length before them if none is given.
    @_lifetime(copy bytes)
    private func run(
        _ bytes: Span<UInt8>, _ position: inout Int, _ given: Int?, _ encoding: Int
    ) throws(ParquetFault) -> Span<UInt8> {
        guard given != nil || encoding == 3 else {
            throw ParquetFault("levels have the encoding \(encoding), which is not read")
        }
        var length = given ?? 0
        if given == nil {
            guard bytes.count - position >= 4 else { throw .cutShort }
            for place in 0..<4 { length |= Int(bytes[position + place]) << (8 * place) }
            position += 4
        }
        guard length <= bytes.count - position else { throw .cutShort }
        position += length
        return bytes.extracting(position - length..<position)
    }

    private func read(
        _ bytes: Span<UInt8>, _ maximum: Int, _ count: Int, _ levels: inout [UInt8]
    ) throws(ParquetFault) {
        let width = Int.bitWidth - maximum.leadingZeroBitCount
        try HybridRuns.decode(bytes, width: width, count: count, into: &levels)
        for level in levels where Int(level) > maximum {
            throw ParquetFault("a level of \(level) where \(maximum) is the greatest")
        }
    }

    private func takeValues(
        _ encoding: Int, _ page: [UInt8], from start: Int, count: Int
    ) throws(ParquetFault) {
        usesDictionary = encoding == 2 || encoding == 8
        guard usesDictionary else {
            values = try decoded(encoding, page, from: start, count: count)
            return
        }
        places.removeAll(keepingCapacity: true)
        guard count > 0 else { return }
        guard start < page.count else { throw .cutShort }
        let bytes = page.span.extracting((start + 1)...)
        try HybridRuns.decode(bytes, width: Int(page[start]), count: count, into: &places)
        let limit = dictionary.count
        for place in places where Int(place) >= limit {
            throw ParquetFault("a value is number \(place) of a dictionary of \(limit)")
        }
    }

    private func decoded(
        _ encoding: Int, _ page: [UInt8], from start: Int, count: Int
    ) throws(ParquetFault) -> ParquetValues {
        let values = try PageDecoding(leaf: leaf, count: count).values(encoding, page, from: start)
        guard values.count == count else { throw .cutShort }
        return values
    }
}
