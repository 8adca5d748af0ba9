/// A JSON value as a tree, for rows of task tables, seed tasks and vocabulary files: not for the documents of a corpus,
/// which are scanned and never built.
package indirect enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    package var string: String? {
        if case .string(let value) = self { value } else { nil }
    }
    package var int: Int? {
        if case .number(let value) = self { value.int } else { nil }
    }
    package var double: Double? {
        if case .number(let value) = self { value.double } else { nil }
    }
    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }
    package var array: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }
    package var object: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }

    /// The member of an object; nil for anything else.
    package subscript(name: String) -> JSONValue? { object?[name] }

    /// Appends the value as JSON, without spaces.
    package func append(to output: inout [UInt8]) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: value ? "true".utf8 : "false".utf8)
        case .number(let value): output.append(contentsOf: value.text.utf8)
        case .string(let value): JSONText.appendString(value, to: &output)
        case .array(let values):
            output.append(UInt8(ascii: "["))
            for (place, value) in values.enumerated() {
                if place > 0 { output.append(UInt8(ascii: ",")) }
                value.append(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let object):
            output.append(UInt8(ascii: "{"))
            object.appendMembers(to: &output)
            output.append(UInt8(ascii: "}"))
        }
    }

    package var text: String {
        var output: [UInt8] = []
        append(to: &output)
        return String(decoding: output, as: UTF8.self)
    }
}

extension JSONObject {
    /// Appends the members as JSON without the braces, as a batch's `rest` holds them.
    package func appendMembers(to output: inout [UInt8]) {
        for (place, member) in members.enumerated() {
            if place > 0 { output.append(UInt8(ascii: ",")) }
            JSONText.appendString(member.name, to: &output)
            output.append(UInt8(ascii: ":"))
            member.value.append(to: &output)
        }
    }
}
