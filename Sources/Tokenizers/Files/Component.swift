internal import Records

/// A component of a tokenizer file: an object with a type and settings. What a setting has that it should not is an
/// error that names both.
struct Component {
    /// A component of older files, which goes by its settings.
    typealias Untagged = (type: String, settings: [String])

    let type: String
    /// Which of the file's members it is, for errors.
    private let role: String
    private let object: JSONObject
    private let file: String

    /// - Parameter untagged: what it may be without a type, the first that fits.
    init(_ value: JSONValue, _ role: String, _ file: String, untagged: [Untagged] = []) throws(DataError) {
        guard let object = value.object else {
            throw DataError("the \(role) is not an object: \(value.text.prefix(60))", file: file)
        }
        var type = object["type"]?.string
        if object["type"] == nil {
            type = untagged.first { $0.settings.allSatisfy { object[$0] != nil } }?.type
        }
        guard let type else { throw DataError("the \(role) has no type: \(value.text.prefix(60))", file: file) }
        self.type = type
        self.role = role
        self.object = object
        self.file = file
    }

    /// A part of the file that is the only one of its kind, and has no type.
    init(sole role: String, _ value: JSONValue, _ file: String) throws(DataError) {
        try self.init(value, role, file, untagged: [(role, [])])
    }

    private var name: String { type == role ? role : "\(role) '\(type)'" }

    var unknown: DataError {
        DataError("the \(role) '\(type)' is not known", file: file, mend: "write to us with the file that has it")
    }

    func fault(_ what: String) -> DataError { DataError("the \(name) has \(what)", file: file) }

    /// - Throws: for a setting that is none of `names`.
    func allow(_ names: [String]) throws(DataError) {
        for member in object.members where member.name != "type" && !names.contains(member.name) {
            throw fault("a setting '\(member.name)' that is not known")
        }
    }

    /// The value of a component that has no settings.
    func done<Value>(_ value: Value) throws(DataError) -> Value {
        try allow([])
        return value
    }

    /// nil for null, too.
    func value(_ name: String) -> JSONValue? { object[name].flatMap { $0 == .null ? nil : $0 } }

    /// nil where there is none.
    private func typed<Value>(
        _ name: String, _ kind: String, _ convert: (JSONValue) -> Value?
    ) throws(DataError) -> Value? {
        guard let value = value(name) else { return nil }
        guard let converted = convert(value) else { throw fault("a \(name) that is not \(kind)") }
        return converted
    }

    func bool(_ name: String) throws(DataError) -> Bool? { try typed(name, "true or false", \.bool) }

    func bool(_ name: String, _ standard: Bool) throws(DataError) -> Bool { try bool(name) ?? standard }

    func text(_ name: String) throws(DataError) -> String? { try typed(name, "a string", \.string) }

    func string(_ name: String) throws(DataError) -> String {
        guard let string = try text(name) else { throw fault("no \(name)") }
        return string
    }

    /// A number from 0 on.
    func count(_ name: String) throws(DataError) -> Int? {
        try typed(name, "a number from 0 to 4294967295") { $0.int.flatMap { 0...0xFFFF_FFFF ~= $0 ? $0 : nil } }
    }

    func id(_ name: String) throws(DataError) -> Int32 {
        guard let id = try typed(name, "an id", \.tokenID) else { throw fault("no \(name)") }
        return id
    }

    func choice<Choice: RawRepresentable<String>>(_ name: String, _ standard: Choice) throws(DataError) -> Choice {
        guard let value = value(name) else { return standard }
        guard let choice = value.string.flatMap(Choice.init) else { throw fault("the \(name) \(value.text)") }
        return choice
    }

    func character(_ name: String) throws(DataError) -> UInt32 {
        let points = try string(name).points
        guard points.count == 1 else { throw fault("a \(name) that is not one character") }
        return points[0]
    }

    func list(_ name: String) throws(DataError) -> [JSONValue] {
        guard let list = try typed(name, "a list", \.array) else { throw fault("no \(name)") }
        return list
    }

    func members(_ name: String) throws(DataError) -> JSONObject {
        guard let object = try typed(name, "an object", \.object) else { throw fault("no \(name)") }
        return object
    }
}

extension JSONValue {
    /// A token's id.
    var tokenID: Int32? { int.flatMap(Int32.init(exactly:)).flatMap { $0 >= 0 ? $0 : nil } }
}
