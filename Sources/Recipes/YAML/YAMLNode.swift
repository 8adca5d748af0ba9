internal import Records
internal import Yams

/// A YAML value that knows where it stands in the file.
struct YAMLNode: Sendable {
    enum Kind: Sendable {
        /// Text of a scalar, and whether it was plain (unquoted), so that `null` and `~` can mean nothing.
        case scalar(String, isPlain: Bool)
        case list([YAMLNode])
        case map([Member])
    }

    struct Member: Sendable {
        var key: String
        var line: Int?
        var column: Int?
        var value: YAMLNode
    }

    var kind: Kind
    /// 1-based; nil for values that came from defaults or the command line.
    var line: Int?
    var column: Int?

    static let empty = YAMLNode(kind: .map([]))

    var isNull: Bool {
        if case .scalar(let text, true) = kind { return ["", "~", "null", "Null", "NULL"].contains(text) }
        return false
    }

    var members: [Member]? {
        if case .map(let members) = kind { return members }
        return isNull ? [] : nil
    }

    /// What the value is, for an error message.
    var typeName: String {
        switch kind {
        case .scalar(let text, _): isNull ? "nothing" : "'\(text)'"
        case .list: "a list"
        case .map: "a mapping"
        }
    }

    func error(_ cause: String, mend: String = "") -> DataError {
        DataError(cause, line: line, column: column, mend: mend)
    }
}

extension YAMLNode {
    /// - Throws: `DataError` with line and column for text that is not YAML, or uses a key twice.
    static func parse(_ text: String) throws(DataError) -> YAMLNode {
        do {
            guard let node = try Yams.compose(yaml: text) else { return .empty }
            return try YAMLNode(node)
        } catch let error as DataError {
            throw error
        } catch let error as YamlError {
            throw Self.describe(error)
        } catch {
            throw DataError("cannot be read as YAML: \(error)")
        }
    }

    private init(_ node: Yams.Node) throws(DataError) {
        line = node.mark?.line
        column = node.mark?.column
        switch node {
        case .scalar(let scalar):
            kind = .scalar(scalar.string, isPlain: scalar.style == .plain || scalar.style == .any)
        case .sequence(let sequence):
            var items: [YAMLNode] = []
            for item in sequence { items.append(try YAMLNode(item)) }
            kind = .list(items)
        case .mapping(let mapping):
            var members: [Member] = []
            for (key, value) in mapping {
                guard let name = key.scalar?.string else {
                    throw DataError("a key must be a plain word", line: key.mark?.line, column: key.mark?.column)
                }
                members.append(
                    Member(key: name, line: key.mark?.line, column: key.mark?.column, value: try YAMLNode(value)))
            }
            kind = .map(members)
        case .alias:
            throw DataError("aliases are not used in recipes", line: line, column: column, mend: "write the value out")
        }
    }

    private static func describe(_ error: YamlError) -> DataError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            DataError("not valid YAML: \(problem)", line: mark.line, column: mark.column)
        case .duplicatedKeysInMapping(let duplicates, let context):
            DataError(
                "the key '\(duplicates.first?.description ?? "")' is written twice", line: context.mark.line,
                column: context.mark.column)
        default:
            DataError("not valid YAML: \(error)")
        }
    }
}
