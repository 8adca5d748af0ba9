/// Builtins by name, found once when a template is compiled.
struct BuiltinTable: Sendable {
    let entries: [Builtin]
    private let indexes: [String: [Int]]

    init(_ entries: [Builtin]) {
        self.entries = entries
        indexes = Dictionary(grouping: entries.indices) { entries[$0].name }
    }

    /// The index of a name, -1 if there is none.
    func index(of name: String, _ dialect: TemplateOptions.Dialect? = nil) -> Int {
        let found = indexes[name]?.first { entries[$0].dialect == nil || entries[$0].dialect == dialect }
        return found ?? -1
    }
}
