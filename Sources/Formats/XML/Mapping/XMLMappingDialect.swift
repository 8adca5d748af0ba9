import Records

/// Documents as an `XMLMapping` says.
struct XMLMappingDialect: XMLDialect {
    private enum Role { case record, remainder, text, drop, translation, value(target: Int, rank: Int) }

    private let mapping: XMLMapping
    private let fieldNames: [String]
    private var paths: XMLPathSet
    private let roles: [Role]
    private let attributes: [[UInt8]?]
    /// Paths without steps: what they find is in the record's own element.
    private let ownPaths: [Int]
    let recordElements: [[UInt8]]

    private var depth = 0
    private var recordDepth = 0
    private var droppedDepth = 0
    private var captures: [XMLCapture] = []
    /// `xml:lang` and `lang` of the elements around.
    private var languages: [(depth: Int, tag: [UInt8], isXML: Bool)] = []
    private var outside: XMLTargets
    private var record: XMLMappedRecord

    /// A mapping that was checked.
    init(_ mapping: XMLMapping) {
        self.mapping = mapping
        fieldNames = mapping.fieldNames
        let all = mapping.allPaths
        paths = XMLPathSet(paths: all)
        roles = Self.roles(mapping)
        attributes = all.map(\.attribute)
        ownPaths = all.indices.filter { all[$0].steps.isEmpty }
        let names = mapping.record.map { $0.steps.last?.name }
        recordElements = names.contains(nil) ? [] : names.compactMap { $0 }
        outside = XMLTargets(fieldNames: fieldNames)
        record = XMLMappedRecord(fieldNames: fieldNames)
    }

    /// What each of `allPaths` is for.
    private static func roles(_ mapping: XMLMapping) -> [Role] {
        func values(_ paths: [XMLPath], _ target: Int) -> [Role] {
            paths.indices.map { .value(target: target, rank: $0) }
        }
        var roles: [Role] = mapping.record.map { _ in .record }
        roles += mapping.remainder.map { _ in .remainder }
        roles += mapping.text.map { _ in .text } + mapping.drop.map { _ in .drop }
        roles += values(mapping.id, XMLTargets.id) + values(mapping.language, XMLTargets.language)
        roles += mapping.translations.map { _ in .translation }
        roles += values(mapping.sourceLanguage, XMLTargets.sourceLanguage)
        for (index, name) in mapping.fieldNames.enumerated() {
            roles += values(mapping.fields[name] ?? [], XMLTargets.firstField + index)
        }
        return roles
    }

    // MARK: Events

    mutating func start(_ tag: XMLTag, depth: Int, _ records: inout XMLRecords) {
        self.depth = depth
        noteLanguage(tag)
        var ended = paths.open(tag, depth: depth, recordDepth: recordDepth)
        var found: [Int] = []
        while ended != 0 {
            if let path = paths.pathOfBit[ended.trailingZeroBitCount] { found.append(path) }
            ended &= ended - 1
        }
        if recordDepth == 0, droppedDepth == 0, found.contains(where: { isRole(.record, $0) }) {
            flush(&records)
            recordDepth = depth
            record.begin = records.cursor.tag
            record.language = xmlLanguage
            found += ownPaths
        }
        if droppedDepth == 0, found.contains(where: { isRole(.drop, $0) }) { droppedDepth = depth }
        for path in found { take(path, tag, records) }
        if tag.isNamed("lb") || tag.isNamed("br") {
            for index in captures.indices { captures[index].breakLine() }
        }
    }

    private func isRole(_ wanted: Role, _ path: Int) -> Bool {
        switch (wanted, roles[path]) {
        case (.record, .record), (.drop, .drop), (.remainder, .remainder): true
        default: false
        }
    }

    private mutating func take(_ path: Int, _ tag: XMLTag, _ records: XMLRecords) {
        switch roles[path] {
        case .record, .drop: break
        case .remainder: record.remainderDepths.append(depth)
        case .text:
            if let attribute = attributes[path] { return addLine(attribute, tag) }
            guard droppedDepth == 0, !captures.contains(where: { $0.purpose == .text }) else { return }
            if recordDepth == 0, mapping.remainder.isEmpty { return }
            if record.begin == nil {
                record.begin = records.cursor.tag
                record.language = xmlLanguage
            }
            captures.append(XMLCapture(.text, depth: depth))
        case .translation:
            if droppedDepth == 0, recordDepth > 0 { captures.append(XMLCapture(.translation, depth: depth)) }
        case .value(let target, let rank):
            guard let attribute = attributes[path] else {
                captures.append(XMLCapture(.value(target: target, rank: rank), depth: depth))
                return
            }
            let value = attribute.withUnsafeBufferPointer { tag.attribute($0).map { Array($0) } }
            add(value ?? [], target, rank)
        }
    }

    private mutating func addLine(_ attribute: [UInt8], _ tag: XMLTag) {
        guard recordDepth > 0, droppedDepth == 0 else { return }
        var line = XMLCapture(.text, depth: depth)
        attribute.withUnsafeBufferPointer { name in
            if let value = tag.attribute(name) { line.append(value) }
        }
        record.size += line.bytes.count
        record.addLine(line.bytes)
    }

    private mutating func add(_ value: [UInt8], _ target: Int, _ rank: Int) {
        if recordDepth > 0 {
            record.targets.add(value, target: target, rank: rank)
        } else {
            outside.add(value, target: target, rank: rank)
        }
    }

    mutating func text(_ text: UnsafeBufferPointer<UInt8>, _ records: inout XMLRecords) {
        guard !captures.isEmpty, record.size <= records.maximumBytes else { return }
        for index in captures.indices where droppedDepth == 0 || captures[index].depth >= droppedDepth {
            captures[index].append(text)
            record.size += text.count
        }
    }

    mutating func end(_ name: UnsafePointer<UInt8>, depth: Int, _ records: inout XMLRecords) {
        self.depth = depth
        while let capture = captures.last, capture.depth == depth {
            captures.removeLast()
            switch capture.purpose {
            case .text: record.addLine(capture.bytes)
            case .translation: record.addTranslation(capture.bytes, language: languages.last?.tag ?? [])
            case .value(let target, let rank): add(capture.bytes, target, rank)
            }
        }
        if languages.last?.depth == depth { languages.removeLast() }
        if languages.last?.depth == depth { languages.removeLast() }
        if depth == droppedDepth { droppedDepth = 0 }
        if depth == recordDepth {
            flush(&records)
            recordDepth = 0
        } else if record.remainderDepths.last == depth {
            record.remainderDepths.removeLast()
            if recordDepth == 0 { flush(&records) }
        }
        paths.close()
    }

    // MARK: Records

    private mutating func noteLanguage(_ tag: XMLTag) {
        if tag.attributeCount == 0 { return }
        if let plain = tag.attribute("lang") { languages.append((depth, plain, false)) }
        if let language = tag.xmlAttribute("lang") { languages.append((depth, language, true)) }
    }

    private var xmlLanguage: [UInt8] { languages.last { $0.isXML }?.tag ?? [] }

    private mutating func flush(_ records: inout XMLRecords) {
        record.append(to: &records, outside: outside, hasTranslations: !mapping.translations.isEmpty)
        record.removeAll()
    }

    mutating func abandon() -> (begin: XMLPlace, depth: Int, beginning: [UInt8])? {
        paths.forgetNames()
        let begin = record.begin
        let beginning = record.text.isEmpty ? captures.first?.bytes ?? [] : record.text
        captures.removeAll()
        // Outside of records: the element whose remainder it was stays open.
        let around =
            recordDepth > 0 ? recordDepth - 1 : record.begin == nil ? depth : record.remainderDepths.last ?? depth
        record.remainderDepths.removeAll { $0 > around }
        record.removeAll()
        recordDepth = 0
        droppedDepth = 0
        languages.removeAll { $0.depth > around }
        paths.close(to: around)
        return begin.map { ($0, around, Array(beginning.prefix(BadRecord.quotedBytes))) }
    }
}
