import Records

/// A MediaWiki export (mediawiki.org/xml/export-0.11): an article is a record, its text cleaned of markup. Of several
/// revisions the last counts. Redirects and pages outside of the main namespace are no records.
struct MediaWikiDialect: XMLDialect {
    private enum Field { case databaseName, namespace, title, namespaceNumber, pageId, text }

    private var path: [Field?] = []
    private var isInPage = false
    private var isInRevision = false
    private var captured: Field?
    private var value: [UInt8] = []
    private var isTooLong = false

    private var language: [UInt8] = []
    private var databaseName: [UInt8] = []
    private var namespaceKey = 0
    private var namespaceNames: [[UInt8]] = []
    private var cleaner = Wikitext()

    private var start = (offset: 0, line: 0)
    private var title: [UInt8] = []
    private var pageId: [UInt8] = []
    private var namespaceNumber: Int?
    private var isRedirect = false
    private var text: [UInt8] = []

    mutating func start(_ tag: XMLTag, _ records: inout XMLRecords) {
        if path.isEmpty { language = tag.xmlAttribute("lang") ?? [] }
        let field = field(tag)
        path.append(field)
        if field != nil {
            captured = field
            value.removeAll(keepingCapacity: true)
            if field == .text { isTooLong = false }
        }
        if tag.isNamed("namespace") {
            namespaceKey = tag.attribute("key").flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
        } else if tag.isNamed("page") {
            isInPage = true
            start = (records.offset, records.line)
            title = []
            pageId = []
            namespaceNumber = nil
            isRedirect = false
            text.removeAll(keepingCapacity: true)
        } else if tag.isNamed("revision") {
            isInRevision = true
        } else if tag.isNamed("redirect"), isInPage {
            isRedirect = true
        }
    }

    private func field(_ tag: XMLTag) -> Field? {
        if !isInPage {
            return tag.isNamed("dbname") ? .databaseName : tag.isNamed("namespace") ? .namespace : nil
        }
        if isInRevision { return tag.isNamed("text") ? .text : nil }
        return tag.isNamed("title") ? .title : tag.isNamed("ns") ? .namespaceNumber : tag.isNamed("id") ? .pageId : nil
    }

    mutating func text(_ more: Span<UInt8>, limit: Int) {
        guard captured != nil, !isTooLong else { return }
        more.withUnsafeBufferPointer { value.append(contentsOf: $0) }
        isTooLong = value.count > limit
    }

    mutating func end(_ name: UnsafePointer<UInt8>, _ records: inout XMLRecords) {
        if let field = path.popLast() ?? nil {
            captured = nil
            keep(field)
        } else if XMLTag.equals(name, "revision") {
            isInRevision = false
        } else if XMLTag.equals(name, "page") {
            isInPage = false
            endPage(&records)
        }
    }

    private mutating func keep(_ field: Field) {
        switch field {
        case .databaseName: databaseName = value
        case .namespace:
            // 6 is File, 14 Category, in the wiki's own language here.
            if namespaceKey == 6 || namespaceKey == 14 { cleaner.addDroppedNamespace(value) }
            if namespaceKey != 0, !value.isEmpty { namespaceNames.append(value + [UInt8(ascii: ":")]) }
        case .title: title = value
        case .namespaceNumber: namespaceNumber = Int(String(decoding: value, as: UTF8.self))
        case .pageId: pageId = value
        case .text: swap(&text, &value)
        }
    }

    private mutating func endPage(_ records: inout XMLRecords) {
        // Dumps before version 0.6 name the namespace only in the title.
        let isArticle = namespaceNumber.map { $0 == 0 } ?? !namespaceNames.contains { title.starts(with: $0) }
        guard isArticle, !isRedirect, !Self.beginsAsRedirect(text) else { return }
        if isTooLong {
            return records.appendTooLong(
                offset: start.offset, line: start.line, beginning: Array(text.prefix(BadRecord.quotedBytes)))
        }
        var rest = Array("\"title\":".utf8)
        JSONText.appendString(title.span, to: &rest)
        // A page's id is unique within its wiki only.
        let id = databaseName.isEmpty || pageId.isEmpty ? pageId : databaseName + [UInt8(ascii: "/")] + pageId
        let (cleaner, text) = (cleaner, text)
        records.append(id: id, offset: start.offset, language: language, rest: rest) {
            cleaner.appendCleaned(text.span, to: &$0)
        }
    }

    /// `#REDIRECT [[…]]`, as dumps before version 0.4 mark one.
    private static func beginsAsRedirect(_ text: [UInt8]) -> Bool {
        text.count > 9 && text[0] == UInt8(ascii: "#")
            && text[1..<9].elementsEqual("redirect".utf8) { $0 | 0x20 == $1 }
    }
}
