/// The dialects of XML that are read without a mapping, by their root element.
enum XMLRoot {
    static let names =
        ["mediawiki", "posts"] + XMLMapping.presets.flatMap { $0.roots.map { String(describing: $0) } }

    static func dialect(of root: XMLTag) -> (any XMLDialect)? {
        if root.isNamed("mediawiki") { return MediaWikiDialect() }
        if root.isNamed("posts") { return StackExchangeDialect() }
        let preset = XMLMapping.presets.first { $0.roots.contains { root.isNamed($0) } }
        return preset.map { XMLMappingDialect($0.mapping) }
    }
}
