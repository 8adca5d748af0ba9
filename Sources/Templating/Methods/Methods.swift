/// The methods of Python's types, by type.
enum Methods {
    static let string = BuiltinTable(StringMethods.all)
    static let list = BuiltinTable(ListMethods.all)
    static let dict = BuiltinTable(DictMethods.all)
    static let tuple = BuiltinTable(SequenceMethods.all)
    static let float = BuiltinTable(NumberMethods.float)
    static let integer = BuiltinTable(NumberMethods.integer)
    static let loop = BuiltinTable(ObjectMethods.loop)
    private static let cycler = BuiltinTable(ObjectMethods.cycler)

    /// The methods of an object of the interpreter's own, if it has any.
    static func table(for object: PythonObject) -> BuiltinTable? {
        if object is Cycler { return cycler }
        if object is PythonRange { return tuple }
        return nil
    }
}
