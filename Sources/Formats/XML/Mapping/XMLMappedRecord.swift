import Records

/// A record that a mapping is gathering.
struct XMLMappedRecord {
    private let fieldNames: [String]
    var begin: XMLPlace?
    var language: [UInt8] = []
    var targets: XMLTargets
    var size = 0
    /// Of the elements around whose remainder is a record.
    var remainderDepths: [Int] = []
    private(set) var text: [UInt8] = []
    private var translations: [(language: [UInt8], text: [UInt8])] = []

    init(fieldNames: [String]) {
        self.fieldNames = fieldNames
        targets = XMLTargets(fieldNames: fieldNames)
    }

    mutating func addLine(_ line: [UInt8]) {
        if line.isEmpty { return }
        if !text.isEmpty { text.append(0x0A) }
        text += line
    }

    /// Of several in one language the first counts.
    mutating func addTranslation(_ text: [UInt8], language: [UInt8]) {
        guard !text.isEmpty, !translations.contains(where: { $0.language == language }) else { return }
        translations.append((language, text))
    }

    mutating func removeAll() {
        begin = nil
        targets.removeAll()
        size = 0
        text.removeAll(keepingCapacity: true)
        translations.removeAll()
    }

    /// Puts the record out, unless there is no text.
    func append(to records: inout XMLRecords, outside: XMLTargets, hasTranslations: Bool) {
        guard let begin else { return }
        if size > records.maximumBytes {
            return records.appendBad(
                .tooLong(limit: records.maximumBytes), from: begin, beginning: Array(text.prefix(BadRecord.quotedBytes))
            )
        }
        func first(_ target: Int) -> [UInt8] { targets.values(target).first ?? outside.values(target).first ?? [] }
        let source = hasTranslations ? translation(in: first(XMLTargets.sourceLanguage)) : nil
        let text = source?.text ?? self.text
        if text.isEmpty { return }
        let language = source?.language ?? (self.language.isEmpty ? first(XMLTargets.language) : self.language)
        let id = first(XMLTargets.id)
        records.append(
            // Ids of elements are unique within their file only.
            id: id.isEmpty ? [] : Array((records.origin.file + "#").utf8) + id, offset: begin.offset,
            language: language, rest: rest(outside)
        ) { $0 += text }
    }

    /// The one in the language, in any of its regions if need be, or the first.
    private func translation(in language: [UInt8]) -> (language: [UInt8], text: [UInt8])? {
        func primary(_ tag: [UInt8]) -> [UInt8] { Wikitext.lowered(tag.prefix { $0 != UInt8(ascii: "-") }) }
        return translations.first { Wikitext.lowered($0.language[...]) == Wikitext.lowered(language[...]) }
            ?? translations.first { primary($0.language) == primary(language) } ?? translations.first
    }

    private func rest(_ outside: XMLTargets) -> [UInt8] {
        var rest: [UInt8] = []
        func name(_ name: String) {
            if !rest.isEmpty { rest.append(UInt8(ascii: ",")) }
            JSONText.appendString(name, to: &rest)
            rest.append(UInt8(ascii: ":"))
        }
        for (index, field) in fieldNames.enumerated() {
            let own = targets.values(XMLTargets.firstField + index)
            let values = own.isEmpty ? outside.values(XMLTargets.firstField + index) : own
            if values.isEmpty { continue }
            let isList = field.hasSuffix("[]")
            name(isList ? String(field.dropLast(2)) : field)
            if isList { rest.append(UInt8(ascii: "[")) }
            for (place, value) in values.enumerated() {
                if place > 0 { rest.append(UInt8(ascii: ",")) }
                JSONText.appendString(value.span, to: &rest)
            }
            if isList { rest.append(UInt8(ascii: "]")) }
        }
        if !translations.isEmpty {
            name("translation")
            Self.appendTranslation(translations, to: &rest)
        }
        return rest
    }

    /// `{"de":"…","en":"…"}`
    static func appendTranslation(_ translations: [(language: [UInt8], text: [UInt8])], to output: inout [UInt8]) {
        output.append(UInt8(ascii: "{"))
        for (place, translation) in translations.enumerated() {
            if place > 0 { output.append(UInt8(ascii: ",")) }
            JSONText.appendString(translation.language.span, to: &output)
            output.append(UInt8(ascii: ":"))
            JSONText.appendString(translation.text.span, to: &output)
        }
        output.append(UInt8(ascii: "}"))
    }
}
