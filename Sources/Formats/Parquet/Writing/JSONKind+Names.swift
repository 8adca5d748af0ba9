import Records

/// Types of columns as a user spells them.
extension JSONKind {
    /// - Parameter name: boolean, integer, double, string, json, or one of them with `[]` after it for a list.
    init?(named name: Substring) {
        if name.hasSuffix("[]") {
            guard let element = JSONKind(named: name.dropLast(2)) else { return nil }
            self = .list(element)
            return
        }
        switch name {
        case "boolean": self = .boolean
        case "integer": self = .integer(isLarge: true)
        case "double": self = .double
        case "string": self = .string
        case "json": self = .mixed
        default: return nil
        }
    }

    /// - Parameter types: such as `score=double,tags=string[]`.
    static func members(named types: String) throws(DataError) -> [Member] {
        var members: [Member] = []
        for type in types.split(separator: ",") {
            let parts = type.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let kind = JSONKind(named: parts[1]) else {
                throw DataError(
                    "'\(type)' is no type of a column",
                    mend:
                        "write NAME=TYPE, TYPE being boolean, integer, double, string or json, with [] after it for a list"
                )
            }
            let name = String(parts[0])
            guard !RecordColumns.ownNames.contains(name), !members.contains(where: { $0.name == name }) else {
                throw DataError("the type of column '\(name)' is known or given twice")
            }
            members.append(Member(name: name, kind: kind))
        }
        return members
    }
}
