package import Records

/// Which elements of a dialect become records, and what of them goes where: a new dialect is a few lines of YAML.
///
///     record: text/body//div[@type=chapter]
///     text: [head, p]
///     drop: [note]
///     id: "@id"
///     language: [/TEI//language/@ident]
///     fields: {title: ./head, author: /TEI/teiHeader//author, "keywords[]": keyword}
///
/// An attribute or element that lies outside of any record counts for all records after it, one inside for its own. Of
/// several paths the first that has found something counts, of several elements the first. White space is collapsed.
package struct XMLMapping: Defaulted, Hashable {
    /// Each of these elements is a record, but for those inside of another.
    package var record: [XMLPath] = []
    /// What lies in one of these elements, but in no record, is a record too.
    package var remainder: [XMLPath] = []
    /// Each of these is a line of the text: an element with all that is in it, or an attribute.
    package var text: [XMLPath] = [XMLPath](known: ".")
    /// Nothing in these is text.
    package var drop: [XMLPath] = []
    package var id: [XMLPath] = []
    /// Where the language stands if no `xml:lang` is around the text.
    package var language: [XMLPath] = []
    /// Other members of the record. A name that ends in `[]` is a list of all that its paths find.
    package var fields: [String: [XMLPath]] = [:]
    /// The same text in several languages: the text of each goes under its language into `translation`, and the one in
    /// `sourceLanguage`, or the first, is the record's text. The language is that of `xml:lang` or `lang` around it.
    package var translations: [XMLPath] = []
    package var sourceLanguage: [XMLPath] = []

    package init() {}

    /// - Throws: what makes no mapping.
    package func check() throws(DataError) {
        if record.isEmpty {
            throw DataError("the mapping says of no element that it is a record", mend: "give it record")
        }
        if let path = (record + remainder + drop + translations).first(where: { $0.attribute != nil }) {
            throw DataError("'\(path.source)' is an attribute where an element is wanted")
        }
        if allPaths.reduce(0, { $0 + $1.steps.count }) > XMLPathSet.maximumSteps {
            throw DataError("the paths of the mapping have more than \(XMLPathSet.maximumSteps) steps together")
        }
    }

    var allPaths: [XMLPath] {
        record + remainder + text + drop + id + language + translations + sourceLanguage
            + fieldNames.flatMap { fields[$0] ?? [] }
    }

    /// In the order they are written.
    var fieldNames: [String] { fields.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
}
