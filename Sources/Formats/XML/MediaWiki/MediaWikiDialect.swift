import Records

/// A MediaWiki export (mediawiki.org/xml/export-0.11): an article is a record, its text cleaned of markup. Of several
/// revisions the last counts. Redirects, pages outside of the main namespace and pages that are not wikitext are no
/// records.
struct MediaWikiDialect: XMLDialect {
    private enum Field { case databaseName, namespace, title, namespaceNumber, pageId, model, text }

    let recordElements = [Array("page".utf8)]

    private var captured: Field?
    private var capturedDepth = 0
    private var value: [UInt8] = []
    private var isTooLong = false

    private var language: [UInt8] = []
    private var databaseName: [UInt8] = []
    private var namespaceKey = 0
    private var namespaceNames: [[UInt8]] = []
    private let cleaner = Wikitext()

    private var pageDepth = 0
    private var revisionDepth = 0
    private var begin = XMLPlace()
    private var title: [UInt8] = []
    private var pageId: [UInt8] = []
    private var namespaceNumber: Int?
    private var isRedirect = false
    private var isWikitext = true
    private var text: [UInt8] = []

    mutating func start(_ tag: XMLTag, depth: Int, _ records: inout XMLRecords) {
        if depth == 1 { language = tag.xmlAttribute("lang") ?? [] }
        if captured == nil, let field = field(tag, depth: depth) {
            captured = field
            capturedDepth = depth
            value.removeAll(keepingCapacity: true)
            if field == .text { isTooLong = false }
        }
        if pageDepth == 0 {
            if tag.isNamed("page") { startPage(depth, records) }
            if tag.isNamed("namespace") {
                namespaceKey = tag.attribute("key").flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
            }
        } else if tag.isNamed("revision") {
            revisionDepth = depth
        } else if tag.isNamed("redirect"), depth == pageDepth + 1 {
            isRedirect = true
        }
    }

    private mutating func startPage(_ depth: Int, _ records: XMLRecords) {
        pageDepth = depth
        begin = records.cursor.tag
        title = []
        pageId = []
        namespaceNumber = nil
        isRedirect = false
        isWikitext = true
        text.removeAll(keepingCapacity: true)
    }

    private func field(_ tag: XMLTag, depth: Int) -> Field? {
        if pageDepth == 0 {
            return tag.isNamed("dbname") ? .databaseName : tag.isNamed("namespace") ? .namespace : nil
        }
        if revisionDepth > 0 {
            return tag.isNamed("text") ? .text : tag.isNamed("model") ? .model : nil
        }
        return tag.isNamed("title") ? .title : tag.isNamed("ns") ? .namespaceNumber : tag.isNamed("id") ? .pageId : nil
    }

    mutating func text(_ more: UnsafeBufferPointer<UInt8>, _ records: inout XMLRecords) {
        guard captured != nil else { return }
        if value.count + more.count > records.maximumBytes {
            isTooLong = true
        } else {
            value.append(contentsOf: more)
        }
    }

    mutating func end(_ name: UnsafePointer<UInt8>, depth: Int, _ records: inout XMLRecords) {
        if let field = captured, depth == capturedDepth {
            captured = nil
            keep(field)
        } else if depth == revisionDepth {
            revisionDepth = 0
        } else if depth == pageDepth {
            pageDepth = 0
            endPage(&records)
        }
    }

    private mutating func keep(_ field: Field) {
        switch field {
        case .databaseName: databaseName = value
        case .namespace:
            // 6 is File, 14 Category, in the wiki's own language here.
            if namespaceKey == 6 || namespaceKey == 14 { cleaner.addUnshownNamespace(value) }
            if namespaceKey != 0, !value.isEmpty { namespaceNames.append(value + [UInt8(ascii: ":")]) }
        case .title: title = value
        case .namespaceNumber: namespaceNumber = Int(String(decoding: value, as: UTF8.self))
        case .pageId: pageId = value
        case .model: isWikitext = value.isEmpty || value.elementsEqual("wikitext".utf8)
        case .text: swap(&text, &value)
        }
    }

    private mutating func endPage(_ records: inout XMLRecords) {
        // Dumps before version 0.6 name the namespace only in the title.
        let isArticle = namespaceNumber.map { $0 == 0 } ?? !namespaceNames.contains { title.starts(with: $0) }
        guard isArticle, isWikitext, !isRedirect, !cleaner.isRedirect(text) else { return }
        if isTooLong {
            return records.appendBad(
                .tooLong(limit: records.maximumBytes), from: begin, beginning: Array(text.prefix(BadRecord.quotedBytes))
            )
        }
        var rest = Array("\"title\":".utf8)
        JSONText.appendString(title.span, to: &rest)
        // A page's id is unique within its wiki only.
        let id = databaseName.isEmpty || pageId.isEmpty ? pageId : databaseName + [UInt8(ascii: "/")] + pageId
        let (cleaner, text) = (cleaner, text)
        records.append(id: id, offset: begin.offset, language: language, rest: rest) {
            cleaner.appendCleaned(text.span, to: &$0)
        }
    }

    mutating func abandon() -> (begin: XMLPlace, depth: Int, beginning: [UInt8])? {
        guard pageDepth > 0 else {
            captured = nil
            return nil
        }
        let beginning = captured == .text ? value : text
        defer {
            captured = nil
            pageDepth = 0
            revisionDepth = 0
        }
        return (begin, pageDepth - 1, Array(beginning.prefix(BadRecord.quotedBytes)))
    }
}
