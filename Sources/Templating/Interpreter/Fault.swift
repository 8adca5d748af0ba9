/// What a running template fails with: one pointer wide, so that a call which may throw costs nothing.
/// The line is filled in by the statement that was running.
final class Fault: Error {
    let kind: TemplateError.Kind
    let message: String
    let line: Int32
    let offset: Int32

    init(_ kind: TemplateError.Kind, _ message: String, line: Int32 = 0, offset: Int32 = -1) {
        self.kind = kind
        self.message = message
        self.line = line
        self.offset = offset
    }

    static func type(_ message: String) -> Fault { Fault(.type, message) }
    static func value(_ message: String) -> Fault { Fault(.value, message) }
    static func limit(_ message: String) -> Fault { Fault(.limit, message) }
    static func undefined(_ value: Undefined) -> Fault { Fault(.undefined, value.message) }

    /// The same fault, placed at a line unless it has one already.
    func at(line: Int32) -> Fault {
        self.line == 0 ? Fault(kind, message, line: line, offset: offset) : self
    }

    func error(in name: String, column: Int? = nil) -> TemplateError {
        TemplateError(kind, message, name: name, line: max(1, Int(line)), column: column)
    }
}
