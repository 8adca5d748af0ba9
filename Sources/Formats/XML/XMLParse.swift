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
    /// What was pushed, while it has to be gone through more than once.
    private var pending: [UInt8] = []
    /// Offset in the file of the end of what was pushed.
    private var pushedEnd = 0

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
            guard events.pointee.fault != nil else { return }
            pending = try giveUpRecord()
        } else {
            bytes.withUnsafeBufferPointer { pending.append(contentsOf: $0) }
        }
        try goOn()
    }

    /// There are no more bytes.
    func finish() throws(DataError) {
        if let search {
            records.cursor.end = pushedEnd
            return close(search)
        }
        xmlParseChunk(context, nil, 0, 1)
        if let fault = events.pointee.fault { throw fault.error(file: file) }
    }

    /// Records that waited for the end of the document; false when there are no more.
    func takeWaiting(limit: Batch.Limit) throws(DataError) -> Bool { try events.pointee.finish(limit: limit) }

    // MARK: Going on after a fault

    /// Goes through `pending`, from record to record, as often as there are faults in it.
    private func goOn() throws(DataError) {
        var position = 0
        while true {
            if var search {
                let found = search.find(in: pending.span, from: position)
                self.search = search
                guard found.isRecord else {
                    pending.removeFirst(found.index)
                    return
                }
                position = found.index
                try restart(search, at: position)
            }
            if position == pending.count { break }
            let end = min(position + XMLReader.chunk, pending.count)
            setCursorEnd(end)
            pending.withUnsafeBufferPointer { feed(UnsafeBufferPointer(rebasing: $0[position..<end])) }
            position = end
            if events.pointee.fault == nil { continue }
            let unread = try giveUpRecord()
            if unread.count <= position {
                position -= unread.count
            } else {
                pending.replaceSubrange(..<position, with: unread)
                position = 0
            }
        }
        pending.removeAll(keepingCapacity: true)
    }

    private func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        bytes.withMemoryRebound(to: CChar.self) { bytes in
            _ = xmlParseChunk(context, bytes.baseAddress, Int32(clamping: bytes.count), 0)
        }
    }

    /// - Returns: what is to be searched for the next record.
    private func giveUpRecord() throws(DataError) -> [UInt8] {
        guard let fault = events.pointee.fault else { return [] }
        guard let loss = events.pointee.giveUpRecord() else { throw fault.error(file: file) }
        search = XMLSearch(loss)
        return fault.unread
    }

    private func restart(_ search: XMLSearch, at index: Int) throws(DataError) {
        guard let fresh = Self.makeContext(events) else { throw DataError("libxml2 cannot start", file: file) }
        xmlFreeParserCtxt(context)
        context = fresh
        records.cursor.context = fresh
        setCursorEnd(index)
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

    /// What of `pending` lies behind `index` has not been pushed.
    private func setCursorEnd(_ index: Int) {
        records.cursor.end = pending.withUnsafeBufferPointer {
            pushedEnd - records.cursor.length(of: UnsafeBufferPointer(rebasing: $0[index...]))
        }
    }
}
