/// A value as Python has it. Scalars and strings are values; lists, dicts and the rest are shared references, because
/// templates append to a list under one name and read it under another.
package enum PythonValue {
    /// No value at all: a slot never assigned, an argument not given. Never seen by a template.
    case missing
    case none
    case undefined(Undefined)
    case bool(Bool)
    case int(Int)
    case float(Double)
    case string(PythonString)
    case list(PythonList)
    case tuple(PythonTuple)
    case dict(PythonDict)
    case object(PythonObject)

    package static func text(_ string: String) -> PythonValue { .string(PythonString(string)) }

    /// Python's truth of a value. Whether a strict undefined may be asked is decided by the interpreter.
    var truth: Bool {
        switch self {
        case .missing, .none, .undefined: false
        case .bool(let flag): flag
        case .int(let number): number != 0
        case .float(let number): number != 0
        case .string(let text): !text.isEmpty
        case .list(let list): !list.items.isEmpty
        case .tuple(let tuple): !tuple.items.isEmpty
        case .dict(let dict): dict.count != 0
        case .object(let object): object.truth
        }
    }

    /// The name `type(value).__name__` has.
    var typeName: String {
        switch self {
        case .missing, .undefined: "Undefined"
        case .none: "NoneType"
        case .bool: "bool"
        case .int: "int"
        case .float: "float"
        case .string(let text): text.isMarkup ? "Markup" : "str"
        case .list: "list"
        case .tuple: "tuple"
        case .dict: "dict"
        case .object(let object): object.typeName
        }
    }

    /// How jinja2 names a value in its messages: `None` as itself, others as `str object`.
    var described: String {
        if case .none = self { return "None" }
        return typeName + " object"
    }

    var isNone: Bool {
        if case .none = self { true } else { false }
    }

    var isUndefined: Bool {
        if case .undefined = self { true } else { false }
    }

    /// An `int` or `bool` as a number.
    var integer: Int? {
        switch self {
        case .int(let number): number
        case .bool(let flag): flag ? 1 : 0
        default: nil
        }
    }

    /// Any number as a double.
    var double: Double? {
        if case .float(let number) = self { return number }
        return integer.map(Double.init)
    }
}
