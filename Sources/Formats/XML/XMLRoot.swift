/// The dialects of XML that are read, by their root element.
enum XMLRoot {
    static let names = ["mediawiki", "cesDoc", "TEI", "TEI.2", "udhr"]

    static func dialect(of root: XMLTag) -> (any XMLDialect)? {
        if root.isNamed("mediawiki") { return MediaWikiDialect() }
        if root.isNamed("cesDoc") || root.isNamed("TEI") || root.isNamed("TEI.2") {
            return XMLMappingDialect(.corpus)
        }
        if root.isNamed("udhr") { return XMLMappingDialect(.udhr) }
        return nil
    }
}
