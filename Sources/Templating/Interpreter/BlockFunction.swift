/// `self.name`, to be called.
final class BlockFunction: PythonObject {
    let index: Int

    init(_ index: Int) { self.index = index }

    override var typeName: String { "BlockReference" }
}
