/// A macro, or the body of a call block, with the frame and the template whose variables it sees.
final class MacroObject: PythonObject {
    let index: Int
    let name: PythonString?
    private(set) var frame: Frame?
    private(set) var home: Home?

    init(_ index: Int, _ name: PythonString?, _ frame: Frame, _ home: Home) {
        self.index = index
        self.name = name
        self.frame = frame
        self.home = home
    }

    override var typeName: String { "Macro" }
    override var brief: String { "<Macro " + (name.map { "'\($0.text)'" } ?? "anonymous") + ">" }
    override func clear() {
        frame = nil
        home = nil
    }
}
