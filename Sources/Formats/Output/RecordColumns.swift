package import Records

/// Which fields of a record are written, and by what names.
package struct RecordColumns: Sendable {
    /// A member of the record's JSON that is written by itself.
    struct Member: Sendable {
        var path: FieldPath
        var name: String
        /// The name as JSON, with a colon.
        var key: [UInt8]
    }

    /// Of the record's own id, text, language and source; nil where it is left out.
    private(set) var own: [String?] = Self.ownNames
    /// The same names as JSON, with a colon; empty where one is left out.
    private(set) var ownKeys: [[UInt8]] = Self.ownNames.map(Self.key)
    /// The members that are written; nil: all.
    private(set) var members: [Member]?
    /// New names of members, where all are written.
    private var renamed: [Member] = []

    static let ownNames = ["id", "text", "language", "source"]

    /// All fields by their own names.
    package static let all = RecordColumns()

    private init() {}

    /// - Parameters:
    ///   - select: the fields written, in JSON paths; empty: all.
    ///   - rename: pairs of a field and its new name.
    package init(select: [String], rename: [(field: String, name: String)]) throws(DataError) {
        for (field, _) in rename where !select.isEmpty && !select.contains(field) {
            throw DataError("'\(field)' is renamed, but not selected", mend: "add it to the selected fields")
        }
        var names: [String: String] = [:]
        for (field, name) in rename {
            guard names.updateValue(name, forKey: field) == nil else { throw DataError("'\(field)' is renamed twice") }
        }
        own = Self.ownNames.map { select.isEmpty || select.contains($0) ? names[$0] ?? $0 : nil }
        ownKeys = own.map { $0.map(Self.key) ?? [] }
        var made: [Member] = []
        for field in select.isEmpty ? rename.map(\.field) : select where !Self.ownNames.contains(field) {
            made.append(try Self.member(field, names[field] ?? field))
        }
        if select.isEmpty {
            if let deep = made.first(where: { !$0.path.isDirect }) {
                throw DataError("'\(deep.name)' would name a field that lies in another one", mend: "select it, too")
            }
            renamed = made
        } else {
            members = made
        }
        let all = own.compactMap { $0 } + made.map(\.name)
        if let twice = all.first(where: { name in all.count { $0 == name } > 1 }) {
            throw DataError("two fields would be called '\(twice)'")
        }
    }

    private static func member(_ field: String, _ name: String) throws(DataError) -> Member {
        Member(path: try FieldPath(field), name: name, key: key(name))
    }

    private static func key(_ name: String) -> [UInt8] {
        var key: [UInt8] = []
        JSONText.appendString(name, to: &key)
        key.append(UInt8(ascii: ":"))
        return key
    }

    /// Names of the columns that a reader need give besides the record's own; nil: all.
    package var needed: [String]? { members?.map { String(decoding: $0.path.name, as: UTF8.self) } }

    /// Whether the rest of a record is written as it is.
    var keepsRest: Bool { members == nil && renamed.isEmpty }

    /// Appends what is written of a record's rest: members with commas between them.
    func appendRest(_ rest: Span<UInt8>, to output: inout [UInt8]) throws(DataError) {
        if keepsRest { return rest.withUnsafeBufferPointer { output.append(contentsOf: $0) } }
        do throws(JSONFault) {
            if let members { try append(members, of: rest, to: &output) } else { try appendRenamed(rest, to: &output) }
        } catch {
            throw DataError("a record's members cannot be read: \(error.cause)", offset: error.offset)
        }
    }

    private func append(_ members: [Member], of rest: Span<UInt8>, to output: inout [UInt8]) throws(JSONFault) {
        let start = output.count
        for member in members {
            guard let value = try Self.value(member, in: rest) else { continue }
            if output.count > start { output.append(UInt8(ascii: ",")) }
            output.append(contentsOf: member.key)
            rest.extracting(value.range).withUnsafeBufferPointer { output.append(contentsOf: $0) }
        }
    }

    /// What a record has at a member's path; the last of several.
    static func value(_ member: Member, in rest: Span<UInt8>) throws(JSONFault) -> JSONValueToken? {
        var found: JSONValueToken?
        var members = JSONMembers(ofMembers: rest)
        while let next = try members.next() {
            guard next.name.spells(member.path.name.span, in: rest) else { continue }
            found = try member.path.find(from: next.value, in: rest)
        }
        return found
    }

    private func appendRenamed(_ rest: Span<UInt8>, to output: inout [UInt8]) throws(JSONFault) {
        let start = output.count
        var members = JSONMembers(ofMembers: rest)
        while let member = try members.next() {
            if output.count > start { output.append(UInt8(ascii: ",")) }
            let name = renamed.first { member.name.spells($0.path.name.span, in: rest) }
            if let name { output.append(contentsOf: name.key) }
            let range = name == nil ? member.range : member.value.range
            rest.extracting(range).withUnsafeBufferPointer { output.append(contentsOf: $0) }
        }
    }
}
