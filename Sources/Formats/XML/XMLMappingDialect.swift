import Records

/// Documents made of paragraphs, as an `XMLMapping` says.
struct XMLMappingDialect: XMLDialect {
    private let mapping: XMLMapping
    private var depth = 0
    /// Depths of the elements that the cursor is in, 0 if in none.
    private var unitDepth = 0
    private var paragraphDepth = 0
    private var droppedDepth = 0
    private var isInTitle = false
    private var paragraphStart = 0
    /// `xml:lang` of the elements around, and what the header says.
    private var languages: [(depth: Int, tag: [UInt8])] = []
    private var headerLanguage: [UInt8] = []

    private var id: [UInt8] = []
    private var title: [UInt8] = []
    private var text: [UInt8] = []
    private var start: (offset: Int, line: Int, language: [UInt8])?
    private var wantsSpace = false
    private var isTooLong = false

    init(_ mapping: XMLMapping) { self.mapping = mapping }

    mutating func start(_ tag: XMLTag, _ records: inout XMLRecords) {
        depth += 1
        if let language = tag.xmlAttribute("lang") { languages.append((depth, language)) }
        if tag.isNamed(mapping.language), headerLanguage.isEmpty {
            headerLanguage = mapping.languageAttributes.lazy.compactMap(tag.attribute).first { !$0.isEmpty } ?? []
        }
        guard droppedDepth == 0 else { return }
        if mapping.dropped.contains(where: tag.isNamed) {
            droppedDepth = depth
            return
        }
        if paragraphDepth == 0, unitDepth == 0, isUnit(tag) {
            flush(&records)
            unitDepth = depth
            id = tag.attribute("id") ?? []
            begin(records)
        }
        if paragraphDepth == 0, mapping.paragraphs.contains(where: tag.isNamed) {
            paragraphDepth = depth
            isInTitle = mapping.title.map { tag.isNamed($0) } == true && title.isEmpty
            if start == nil { begin(records) }
            if !text.isEmpty { text.append(0x0A) }
            paragraphStart = text.count
            wantsSpace = false
        } else {
            // `a<lb/>b` is two words; a space that is already there is not doubled.
            wantsSpace = wantsSpace || tag.isNamed("lb")
        }
    }

    private func isUnit(_ tag: XMLTag) -> Bool {
        mapping.units.contains { unit in
            guard tag.isNamed(unit.name) else { return false }
            guard let type = unit.type else { return true }
            return tag.attribute("type").map {
                $0.elementsEqual(UnsafeBufferPointer(start: type.utf8Start, count: type.utf8CodeUnitCount))
            } ?? false
        }
    }

    private mutating func begin(_ records: XMLRecords) {
        start = (records.offset, records.line, languages.last?.tag ?? headerLanguage)
    }

    /// Whitespace is collapsed, and trimmed at both ends of a paragraph.
    mutating func text(_ more: Span<UInt8>, limit: Int) {
        guard paragraphDepth > 0, droppedDepth == 0, !isTooLong else { return }
        for index in more.indices {
            let byte = more[index]
            if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
                wantsSpace = true
                continue
            }
            if wantsSpace, let last = text.last, last != 0x0A { text.append(0x20) }
            wantsSpace = false
            text.append(byte)
        }
        isTooLong = text.count > limit
    }

    mutating func end(_ name: UnsafePointer<UInt8>, _ records: inout XMLRecords) {
        if languages.last?.depth == depth { languages.removeLast() }
        if depth == droppedDepth { droppedDepth = 0 }
        if depth == paragraphDepth {
            paragraphDepth = 0
            if isInTitle { title = Array(text[min(paragraphStart, text.count)...]) }
            if text.last == 0x0A { text.removeLast() }
        }
        if depth == unitDepth {
            unitDepth = 0
            flush(&records)
        } else if unitDepth == 0, droppedDepth == 0, XMLTag.equals(name, mapping.body) {
            flush(&records)
        }
        depth -= 1
    }

    private mutating func flush(_ records: inout XMLRecords) {
        defer {
            start = nil
            id = []
            title = []
            text.removeAll(keepingCapacity: true)
            isTooLong = false
        }
        guard let start else { return }
        if isTooLong {
            let beginning = Array(text.prefix(BadRecord.quotedBytes))
            return records.appendTooLong(offset: start.offset, line: start.line, beginning: beginning)
        }
        if text.isEmpty { return }
        var rest: [UInt8] = []
        if !title.isEmpty {
            rest += Array("\"title\":".utf8)
            JSONText.appendString(title.span, to: &rest)
        }
        // Ids of elements are unique within their file only.
        let id = id.isEmpty ? [] : Array((records.origin.file + "#").utf8) + id
        records.append(id: id, offset: start.offset, language: start.language, rest: rest) { $0 += text }
    }
}
