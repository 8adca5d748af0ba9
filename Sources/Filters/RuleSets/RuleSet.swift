package import Records

/// A rule set of a `rules` stage: exactly one of its members is there.
package struct RuleSet: Codable, Sendable {
    package var gopherQuality: GopherQuality?
    package var gopherRepetition: GopherRepetition?
    package var c4: C4?
    package var mc4: MC4?
    package var fineweb: FineWeb?
    package var ccnet: CCNet?
    package var roots: Roots?
    package var rootsCode: RootsCode?
    package var github: GitHub?
    package var nemo: NeMo?
    package var custom: [CustomRule]?

    /// What is judged, in the order of its rules.
    enum Judgement: Sendable {
        case limits([Limit])
        /// By language.
        case languages([String: [Limit]], all: [Measure])
        case lines(C4)
        case conditions([CustomRule.Condition])
    }

    struct Named: Sendable {
        var name: String
        var rules: [String]
        var judgement: Judgement
    }

    /// - Throws: if there is not exactly one set, or it is not in order.
    func named() throws(DataError) -> Named {
        try gopherRepetition?.check()
        try roots?.check()
        let limits: [(String, [Limit]?)] = [
            ("gopherQuality", gopherQuality?.limits), ("gopherRepetition", gopherRepetition?.limits),
            ("mc4", mc4?.limits), ("fineweb", fineweb?.limits), ("ccnet", ccnet?.limits),
            ("rootsCode", rootsCode?.limits), ("github", github?.limits), ("nemo", nemo?.limits),
        ]
        var given: [Named] = limits.compactMap { name, limits in
            limits.map { Named(name: name, rules: $0.map(\.measure.name), judgement: .limits($0)) }
        }
        if let c4 { given.append(Named(name: "c4", rules: C4.rules, judgement: .lines(c4))) }
        if let roots {
            let byLanguage = roots.limits
            let all = Set(byLanguage.values.flatMap { $0.map(\.measure) }).sorted { $0.name < $1.name }
            given.append(
                Named(name: "roots", rules: all.map(\.name), judgement: .languages(byLanguage, all: all)))
        }
        if let custom {
            var conditions: [CustomRule.Condition] = []
            for rule in custom { conditions.append(try rule.condition()) }
            given.append(Named(name: "custom", rules: custom.map(\.name), judgement: .conditions(conditions)))
        }
        guard given.count == 1, let only = given.first else {
            throw DataError(
                "a rule set has \(given.isEmpty ? "no name" : "more than one name")",
                mend: "begin each with a dash and give it exactly one of \(Self.members)")
        }
        return only
    }

    private static let members =
        "gopherQuality, gopherRepetition, c4, mc4, fineweb, ccnet, roots, rootsCode, github, nemo, custom"

    /// The sets that a name stands for, with the limits they were defined with: `gopherQuality`, `gopher-quality`; Gopher's
    /// two sets, by which MassiveText was filtered, have names together.
    package static func named(_ name: String) throws(DataError) -> [RuleSet] {
        let plain = name.filter { $0 != "-" && $0 != " " }.lowercased()
        switch plain {
        case "gopher", "massivetext":
            return [RuleSet(gopherRepetition: GopherRepetition()), RuleSet(gopherQuality: GopherQuality())]
        case "gopherquality": return [RuleSet(gopherQuality: GopherQuality())]
        case "gopherrepetition": return [RuleSet(gopherRepetition: GopherRepetition())]
        case "c4": return [RuleSet(c4: C4())]
        case "mc4": return [RuleSet(mc4: MC4())]
        case "fineweb": return [RuleSet(fineweb: FineWeb())]
        case "ccnet": return [RuleSet(ccnet: CCNet())]
        case "roots": return [RuleSet(roots: Roots())]
        case "rootscode": return [RuleSet(rootsCode: RootsCode())]
        case "github": return [RuleSet(github: GitHub())]
        case "nemo": return [RuleSet(nemo: NeMo())]
        default:
            throw DataError("there is no rule set '\(name)'", mend: "there are \(names.joined(separator: ", "))")
        }
    }

    package static let names = [
        "gopher", "gopher-quality", "gopher-repetition", "massivetext", "c4", "mc4", "fineweb", "ccnet", "roots",
        "roots-code", "github", "nemo",
    ]
}
