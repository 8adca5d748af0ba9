/// An imported template: what its top level assigned, and what it printed.
final class ModuleObject: PythonObject {
    let attributes: PythonDict
    let body: PythonString

    init(_ attributes: PythonDict, _ body: PythonString) {
        self.attributes = attributes
        self.body = body
    }

    override var typeName: String { "TemplateModule" }
    override var brief: String { body.text }
}
