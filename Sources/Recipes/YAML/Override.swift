internal import Records

/// A `--set key=value` of the command line, laid over a recipe before it is decoded.
///
/// The key is a path by dots. In a list an item is found by its number from 0, or by the value of its `name`
/// (`steps.tokenizer.tokenizer.vocabularySize=4096`).
struct Override {
    var path: [String]
    var value: YAMLNode

    init(_ argument: String) throws(DataError) {
        guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
            throw DataError("--set \(argument): expected key=value")
        }
        path = argument[..<equals].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        do {
            value = try YAMLNode.parse(String(argument[argument.index(after: equals)...]))
        } catch {
            throw DataError("--set \(argument): \(error.cause)")
        }
        value.line = nil
        value.column = nil
    }

    func apply(to root: inout YAMLNode) throws(DataError) {
        try apply(path[...], to: &root)
    }

    private func apply(_ rest: ArraySlice<String>, to node: inout YAMLNode) throws(DataError) {
        guard let key = rest.first else {
            node = value
            return
        }
        if node.isNull { node.kind = .map([]) }
        switch node.kind {
        case .map(var members):
            let place = members.firstIndex { $0.key == key } ?? members.endIndex
            if place == members.endIndex { members.append(.init(key: key, value: .empty)) }
            try apply(rest.dropFirst(), to: &members[place].value)
            node.kind = .map(members)
        case .list(var items):
            guard let place = Int(key) ?? items.firstIndex(where: { $0.name == key }), items.indices.contains(place)
            else {
                throw DataError("--set \(path.joined(separator: ".")): no item '\(key)' in the list")
            }
            try apply(rest.dropFirst(), to: &items[place])
            node.kind = .list(items)
        case .scalar:
            throw DataError("--set \(path.joined(separator: ".")): '\(key)' lies under a plain value")
        }
    }
}

extension YAMLNode {
    /// The value of the member `name`, by which items of a list are addressed.
    fileprivate var name: String? {
        guard case .map(let members) = kind, let member = members.first(where: { $0.key == "name" }),
            case .scalar(let text, _) = member.value.kind
        else { return nil }
        return text
    }
}
