/// `self`: gives the template's blocks as functions.
final class TemplateSelf: PythonObject {
    override var typeName: String { "TemplateReference" }
}
