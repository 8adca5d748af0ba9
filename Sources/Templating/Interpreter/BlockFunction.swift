/// `self.name` or `super`, to be called: a block's body, the one that stands for it or one that it overrides.
final class BlockFunction: PythonObject {
    let name: PythonString
    let depth: Int

    init(_ name: PythonString, depth: Int = 0) {
        self.name = name
        self.depth = depth
    }

    override var typeName: String { "BlockReference" }
}
