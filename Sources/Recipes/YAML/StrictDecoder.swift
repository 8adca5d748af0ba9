internal import Foundation
internal import Records

/// Decodes a `Decodable` value from YAML and lets nothing pass in silence: unknown keys, wrong types and unknown
/// names are errors with line and column, and what a `Defaulted` type's mapping leaves out is as in its `init()`.
struct StrictDecoder: Decoder {
    let node: YAMLNode
    let codingPath: [any CodingKey]
    let keys: RequestedKeys
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// The keys that the type being decoded has asked for: what it never asked for, it does not know.
    final class RequestedKeys {
        var names: [String] = []
    }

    static func decode<T: Decodable>(_ type: T.Type, from node: YAMLNode) throws(DataError) -> T {
        do {
            return try unbox(type, node, path: [])
        } catch let error as DataError {
            throw error
        } catch {
            throw node.error("cannot be understood: \(error)")
        }
    }

    static func unbox<T: Decodable>(_ type: T.Type, _ original: YAMLNode, path: [any CodingKey]) throws -> T {
        var node = original
        if let defaulted = type as? any Defaulted.Type { node = try filled(node, from: defaulted) }
        let decoder = StrictDecoder(node: node, codingPath: path, keys: RequestedKeys())
        do {
            let value = try T(from: decoder)
            if let members = node.members, !decoder.keys.names.isEmpty { try decoder.refuseUnknown(members) }
            return value
        } catch let error as DataError where error.line == nil && node.line != nil {
            throw DataError(error.cause, line: node.line, column: node.column, mend: error.mend)
        } catch DecodingError.keyNotFound(let key, _) {
            // A required key that is misspelt is there under another name.
            let slip = node.members?.first {
                !decoder.keys.names.contains($0.key) && Spelling.nearest(to: $0.key, in: [key.stringValue]) != nil
            }
            if let slip { try decoder.refuseUnknown([slip]) }
            throw node.error("'\(key.stringValue)' is missing")
        } catch DecodingError.dataCorrupted(let context) {
            throw node.error(Self.unknownValue(node, type) ?? context.debugDescription)
        }
    }

    /// The node with the members that it leaves out taken from the type's `init()`.
    private static func filled(_ node: YAMLNode, from type: any Defaulted.Type) throws -> YAMLNode {
        guard var members = node.members else { return node }
        let data = try JSONEncoder().encode(type.init())
        let defaults = try YAMLNode.parse(String(decoding: data, as: UTF8.self))
        for member in defaults.members ?? [] where !members.contains(where: { $0.key == member.key }) {
            members.append(.init(key: member.key, value: member.value.withoutPlace))
        }
        return YAMLNode(kind: .map(members), line: node.line, column: node.column)
    }

    private static func unknownValue(_ node: YAMLNode, _ type: any Decodable.Type) -> String? {
        guard case .scalar(let text, _) = node.kind, let cases = type as? any CaseIterable.Type else { return nil }
        let names = allNames(cases)
        return "'\(text)' is not known here; it may be " + names.joined(separator: ", ")
    }

    private static func allNames<T: CaseIterable>(_ type: T.Type) -> [String] {
        T.allCases.map { ($0 as? any RawRepresentable)?.rawValue as? String ?? String(describing: $0) }
    }

    private func refuseUnknown(_ members: [YAMLNode.Member]) throws {
        guard let member = members.first(where: { !keys.names.contains($0.key) }) else { return }
        let nearest = Spelling.nearest(to: member.key, in: keys.names)
        let all = Set(keys.names).sorted().joined(separator: ", ")
        throw DataError(
            "unknown key '\(member.key)'", line: member.line, column: member.column,
            mend: nearest.map { "did you mean '\($0)'?" } ?? "the keys here are \(all)")
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard let members = node.members else {
            throw node.error("expected a mapping, found \(node.typeName)")
        }
        return KeyedDecodingContainer(StrictKeyedContainer<Key>(members: members, decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        switch node.kind {
        case .list(let items): StrictListContainer(items: items, decoder: self)
        // One item may stand for a list of one.
        case .scalar where !node.isNull: StrictListContainer(items: [node], decoder: self)
        default: throw node.error("expected a list, found \(node.typeName)")
        }
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        StrictScalar(node: node, codingPath: codingPath)
    }
}

extension YAMLNode {
    /// The same value with no place in the file, for defaults.
    fileprivate var withoutPlace: YAMLNode {
        let bare: Kind =
            switch kind {
            case .scalar: kind
            case .list(let items): .list(items.map(\.withoutPlace))
            case .map(let members): .map(members.map { Member(key: $0.key, value: $0.value.withoutPlace) })
            }
        return YAMLNode(kind: bare)
    }
}
