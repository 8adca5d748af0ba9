internal import Records

/// Everything that the files of an index depend on besides the documents: who reads or adds to it must search in the same
/// way. Thresholds and what is kept may differ.
package struct IndexParameters: Codable, Sendable, Equatable {
    /// Of the files' format and of every hash that is in them.
    var version = 1
    package var field: String
    package var within: String?
    package var across: String?
    package var exact: ExactOptions?
    var shingle: Int?
    var unit: ShingleUnit?
    var bands: Int?
    var rows: Int?
}

extension IndexParameters {
    init(_ options: SearchOptions) {
        field = options.field.name
        switch options.scope {
        case .all: break
        case .within(let field): within = field.name
        case .across(let field): across = field.name
        }
        switch options.method {
        case .exact(let options): exact = options
        case .minhash(let parameters):
            shingle = parameters.shingle
            unit = parameters.unit
            bands = parameters.bands
            rows = parameters.rows
        }
    }

    /// MinHash with these parameters; nil if the method is another.
    package var minhash: MinHashOptions? {
        guard let shingle, let unit, let bands, let rows else { return nil }
        var options = MinHashOptions()
        options.shingle = shingle
        options.unit = unit
        options.bands = bands
        options.rows = rows
        return options
    }

    /// What `other` has else, in a few words; nil if they are equal.
    func difference(from other: IndexParameters) -> String? {
        let all: [(String, String, String)] = [
            ("version", "\(version)", "\(other.version)"), ("field", field, other.field),
            ("within", within ?? "none", other.within ?? "none"), ("across", across ?? "none", other.across ?? "none"),
            ("method", exact == nil ? "minhash" : "exact", other.exact == nil ? "minhash" : "exact"),
            ("ignore", Self.words(exact), Self.words(other.exact)),
            ("shingle", Self.word(shingle), Self.word(other.shingle)),
            ("unit", unit?.rawValue ?? "none", other.unit?.rawValue ?? "none"),
            ("bands", Self.word(bands), Self.word(other.bands)), ("rows", Self.word(rows), Self.word(other.rows)),
        ]
        let differing = all.filter { $0.1 != $0.2 }.map { "\($0.0) \($0.1), not \($0.2)" }
        return differing.isEmpty ? nil : differing.joined(separator: "; ")
    }

    private static func word(_ number: Int?) -> String { number.map(String.init) ?? "none" }

    private static func words(_ exact: ExactOptions?) -> String {
        exact.map { $0.ignore.map(\.rawValue).sorted().joined(separator: " ") } ?? "none"
    }
}

extension IndexParameters: CustomStringConvertible {
    /// In the words of the command line.
    package var description: String {
        var words = ["field \(field)"]
        if let exact { words.append("exact, ignoring \(Self.words(exact))") }
        if let shingle, let unit, let bands, let rows {
            words.append("minhash: shingles of \(shingle) \(unit.rawValue), \(bands) bands of \(rows) rows")
        }
        if let within { words.append("within \(within)") }
        if let across { words.append("across \(across)") }
        return words.joined(separator: "; ")
    }
}
