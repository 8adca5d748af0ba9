internal import Records

/// A component of a tokenizer file: an object with a type and settings.
struct Component {
    let type: String
    /// Which of the file's members it is, for errors.
    private let role: String
    private let object: JSONObject
    private let file: String

    init(_ value: JSONValue, _ role: String, _ file: String) throws(DataError) {
        guard let object = value.object, let type = value["type"]?.string else {
            throw DataError("the \(role) has no type: \(value.text.prefix(60))", file: file)
        }
        self.type = type
        self.role = role
        self.object = object
        self.file = file
    }

    var unknown: DataError {
        DataError("the \(role) '\(type)' is not known", file: file, mend: "write to us with the file that has it")
    }

    func fault(_ what: String) -> DataError { DataError("the \(role) '\(type)' has \(what)", file: file) }

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

    func bool(_ name: String, _ standard: Bool) throws(DataError) -> Bool {
        guard let value = value(name) else { return standard }
        guard let bool = value.bool else { throw fault("a \(name) that is not true or false") }
        return bool
    }

    func string(_ name: String) throws(DataError) -> String {
        guard let string = value(name)?.string else { throw fault("no \(name)") }
        return string
    }

    func character(_ name: String) throws(DataError) -> UInt32 {
        let points = try string(name).points
        guard points.count == 1 else { throw fault("a \(name) that is not one character") }
        return points[0]
    }

    func list(_ name: String) throws(DataError) -> [JSONValue] {
        guard let list = value(name)?.array else { throw fault("no \(name)") }
        return list
    }
}
