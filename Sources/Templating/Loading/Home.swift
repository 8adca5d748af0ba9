/// What a running function of a template belongs to: the template, and the variables that its names are looked up in.
struct Home {
    /// A block's body: in which template, and which of its blocks.
    struct BlockPlace {
        var program: Program
        var index: Int
    }

    var program: Program
    var context: PythonDict
    /// What the top level has assigned.
    var exported: PythonDict?
    /// The bodies of each block, those that override first, once a template extends another.
    var chains: [PythonString: [BlockPlace]]?
}
