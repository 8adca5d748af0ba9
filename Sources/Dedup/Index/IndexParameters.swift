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
    package var simhash: SimHashOptions?
    /// Its threshold says nothing.
    package var containment: ContainmentOptions?
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
        case .simhash(let options): simhash = options
        case .containment(var options):
            options.threshold = ContainmentOptions().threshold
            containment = options
        }
    }

    /// Whether the sets of shingles of the documents are there.
    var hasSets: Bool { shingle != nil || containment != nil }

    private var method: String {
        if exact != nil { return "exact" }
        if simhash != nil { return "simhash" }
        return containment != nil ? "containment" : "minhash"
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
            ("ignore", Self.words(exact), Self.words(other.exact)),
            ("shingle", Self.word(shingle), Self.word(other.shingle)),
            ("unit", unit?.rawValue ?? "none", other.unit?.rawValue ?? "none"),
            ("bands", Self.word(bands), Self.word(other.bands)), ("rows", Self.word(rows), Self.word(other.rows)),
            ("simhash", Self.words(simhash), Self.words(other.simhash)),
            ("containment", Self.words(containment), Self.words(other.containment)),
        ]
        if method != other.method { return "method \(method), not \(other.method)" }
        let differing = all.filter { $0.1 != $0.2 }.map { "\($0.0) \($0.1), not \($0.2)" }
        return differing.isEmpty ? nil : differing.joined(separator: "; ")
    }

    private static func word(_ number: Int?) -> String { number.map(String.init) ?? "none" }

    private static func words(_ simhash: SimHashOptions?) -> String {
        simhash.map {
            "shingles of \($0.shingle) \($0.unit.rawValue), distance \($0.distance) in \($0.blocks) blocks"
        } ?? "none"
    }

    private static func words(_ containment: ContainmentOptions?) -> String {
        containment.map { "shingles of \($0.shingle) \($0.unit.rawValue)" } ?? "none"
    }

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
        if simhash != nil { words.append("simhash: \(Self.words(simhash))") }
        if containment != nil { words.append("containment: \(Self.words(containment))") }
        if let within { words.append("within \(within)") }
        if let across { words.append("across \(across)") }
        return words.joined(separator: "; ")
    }
}
