import CXML2
import Records

/// One document going through libxml2's push parser (SAX2 events; libxml/parser.h).
///
/// XML stops at the first fault. A dump should not: the record with the fault is quarantined, and a new parser goes on
/// at the start of the next one. A class because it owns the parser's context; used by one thread at a time.
final class XMLParse {
    // Behind a pointer because libxml2 keeps the address and calls back with it.
    private let events: UnsafeMutablePointer<XMLEvents>
    private var context: xmlParserCtxtPtr
    private let file: String
    /// After a fault, until the next record is found.
    private var search: XMLSearch?
    /// What was pushed, while it has to be gone through more than once, and the offset in the file of its first byte.
    private var pending: [UInt8] = []
    private var pendingOffset = 0
    /// Offset in the file of the end of what was pushed.
    private var pushedEnd = 0
    /// How many bytes were gone through again.
    private var rereadCount = 0
    /// Where a comment or a tag does not end, libxml2 reads on for 10 MB before it says so: starting again at each record
    /// in there would take the square of that. So much is gone through again beside what the document has.
    private static let maximumReread = 64 << 20

    private static let initialized: Void = xmlInitParser()

    init(_ records: XMLRecords, _ mapping: XMLMapping?, file: String) throws(DataError) {
        _ = Self.initialized
        let events = UnsafeMutablePointer<XMLEvents>.allocate(capacity: 1)
        events.initialize(to: XMLEvents(records, mapping))
        guard let context = Self.makeContext(events) else {
            events.deinitialize(count: 1)
            events.deallocate()
            throw DataError("libxml2 cannot start", file: file)
        }
        self.events = events
        self.context = context
        self.file = file
        events.pointee.records.cursor.context = context
    }

    deinit {
        xmlFreeParserCtxt(context)
        events.deinitialize(count: 1)
        events.deallocate()
    }

    var records: XMLRecords {
        get { events.pointee.records }
        _modify { yield &events.pointee.records }
    }

    /// Parses some more of the document, in UTF-8.
    ///
    /// - Parameter end: offset in the file of the end of these bytes.
    func push(_ bytes: Span<UInt8>, end: Int) throws(DataError) {
        pushedEnd = end
        if search == nil {
            records.cursor.end = end
            bytes.withUnsafeBufferPointer { feed($0) }
            if events.pointee.fault == nil { return }
            try goOn(from: giveUpRecord(0))
        } else {
            bytes.withUnsafeBufferPointer { pending.append(contentsOf: $0) }
            try goOn(from: 0)
        }
    }

    /// There are no more bytes.
    func finish() throws(DataError) {
        while search == nil {
            xmlParseChunk(context, nil, 0, 1)
            guard let fault = events.pointee.fault else { return }
            // What waited for its end, as a `&` without `;` does, is not all that is left.
            if fault.unread.isEmpty { throw fault.error(file: file) }
            try goOn(from: giveUpRecord(0))
        }
        guard let search else { return }
        records.cursor.end = pushedEnd
        close(search)
        if search.hasRootEnded { return }
        throw DataError(
            "the document ends within its root element", file: file, line: search.line, offset: pushedEnd,
            mend: "fetch the file again if it is cut short")
    }

    /// Records that waited for the end of the document; false when there are no more.
    func takeWaiting(limit: Batch.Limit) throws(DataError) -> Bool { try events.pointee.finish(limit: limit) }

    private func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        bytes.withMemoryRebound(to: CChar.self) { bytes in
            _ = xmlParseChunk(context, bytes.baseAddress, Int32(clamping: bytes.count), 0)
        }
        events.pointee.stopAtLoneAmpersand()
    }

    // MARK: Going on after a fault

    /// Goes through `pending`, from record to record, as often as there are faults in it.
    private func goOn(from start: Int) throws(DataError) {
        var position = start
        while true {
            if var search {
                let found = search.find(in: pending.span, from: position)
                self.search = search
                pendingOffset += lengthInFile(position..<found.index)
                position = found.index
                if !found.isRecord { break }
                try restart(search)
            }
            if position == pending.count { break }
            var end = min(position + XMLReader.chunk, pending.count)
            // Not within a character, whose length in the file could not be told.
            while end < pending.count, end > position + 1, pending[end] & 0xC0 == 0x80 { end -= 1 }
            pendingOffset += lengthInFile(position..<end)
            records.cursor.end = pendingOffset
            pending.withUnsafeBufferPointer { feed(UnsafeBufferPointer(rebasing: $0[position..<end])) }
            position = end
            if events.pointee.fault != nil { position = try giveUpRecord(position) }
        }
        pending.removeFirst(position)
    }

    private func lengthInFile(_ range: Range<Int>) -> Int {
        pending.withUnsafeBufferPointer { records.cursor.length(of: UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// Begins the search for the next record, in what libxml2 had not read.
    ///
    /// - Parameter position: how much of `pending` was fed.
    /// - Returns: where in it the search begins.
    private func giveUpRecord(_ position: Int) throws(DataError) -> Int {
        guard let fault = events.pointee.fault else { return position }
        guard let loss = events.pointee.giveUpRecord() else { throw fault.error(file: file) }
        rereadCount += fault.unread.count
        if rereadCount > pushedEnd + Self.maximumReread {
            search = XMLSearch(loss, line: fault.place.line + ByteScan.count(0x0A, in: fault.unread.span))
            pendingOffset = records.cursor.end
            return position
        }
        search = XMLSearch(loss, line: fault.place.line)
        pendingOffset = fault.place.offset
        if fault.unread.count <= position { return position - fault.unread.count }
        pending.replaceSubrange(..<position, with: fault.unread)
        return 0
    }

    private func restart(_ search: XMLSearch) throws(DataError) {
        guard let fresh = Self.makeContext(events) else { throw DataError("libxml2 cannot start", file: file) }
        xmlFreeParserCtxt(context)
        context = fresh
        records.cursor.context = fresh
        records.cursor.end = pendingOffset
        close(search)
        records.cursor.firstLine = search.line - 1
        events.pointee.isResuming = true
        search.loss.tags.withUnsafeBufferPointer { feed($0) }
        events.pointee.isResuming = false
        self.search = nil
    }

    private func close(_ search: XMLSearch) {
        let (loss, fault) = (search.loss, search.loss.fault)
        let reason = "\(fault.cause) (line \(fault.place.line), byte \(fault.place.offset))"
        records.appendBad(RecordFault(reason: reason), from: loss.begin, beginning: loss.beginning)
    }
}
