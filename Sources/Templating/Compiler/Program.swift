/// A compiled template: nodes, and tables they point into. Shared by any number of renders.
final class Program: Sendable {
    struct Name: Sendable {
        var text: PythonString
        var hash: UInt64
        /// Methods of this name, as indexes of `Methods`; -1 if the type has none.
        var stringMethod: Int
        var listMethod: Int
        var dictMethod: Int
        /// Index of `Globals`, or -1.
        var global: Int
    }

    /// What a scope does when it is entered.
    struct Entry: Sendable {
        enum Source: Sendable { case missing, resolve(name: Int), copy(hops: Int, slot: Int) }
        var slot: Int
        var source: Source
    }

    struct Call: Sendable {
        var positional: [Int]
        var keywords: [(name: PythonString, value: Int)]
        var star: Int?
        var doubleStar: Int?
        var isEmpty: Bool
    }

    struct Loop: Sendable {
        var target: Int
        var iterable: Int
        var test: Int?
        var testTarget: Int
        var testScope: Int
        var scope: Int
        var body: Int
        var otherwise: Int?
        var otherwiseScope: Int
        /// Slot of `loop`, if the body uses it.
        var loopSlot: Int?
        /// The function a recursive loop's body is.
        var function: Int?
    }

    struct Macro: Sendable {
        var name: PythonString?
        var parameters: [PythonString]
        var parameterSlots: [Int]
        var fallbacks: [Int?]
        var callerSlot: Int?
        var keywordsSlot: Int?
        var positionalSlot: Int?
        var usesCaller: Bool
        var function: Int
        var scope: Int
        var body: Int
    }

    struct Block: Sendable {
        var name: PythonString
        var isRequired: Bool
        /// Names the block sees from where it stands, if it is scoped.
        var locals: [(name: PythonString, hops: Int, slot: Int)]?
        var function: Int
        var scope: Int
        var body: Int
        var selfSlot: Int?
        var superSlot: Int?
    }

    /// A body whose output becomes a string.
    struct Capture: Sendable {
        var scope: Int
        var body: Int
        var filter: Int?
    }

    /// How another template is used.
    struct Load: Sendable {
        /// Whether it may be missing.
        var isOptional: Bool
        /// The names it is shown besides the context; nil if it is shown nothing.
        var locals: [(name: PythonString, hops: Int, slot: Int)]?
        /// What is taken from an imported template; nil for all of it, as a module.
        var names: [PythonString]?
        var targets: [Int] = []
        var aliases: [PythonString] = []
        /// Whether the imported names are the template's own.
        var isTopLevel = false
    }

    let name: String
    let options: TemplateOptions
    let loader: TemplateLoader?
    /// What every step reads lies in plain memory: an array's buffer would be retained and released each time.
    nonisolated(unsafe) let ops: UnsafeBufferPointer<Op>
    nonisolated(unsafe) let children: UnsafeBufferPointer<Int32>
    let constants: [Constant]
    let names: [Name]
    let scopes: [[Entry]]
    let slotCounts: [Int]
    let calls: [Call]
    nonisolated(unsafe) let loops: UnsafeBufferPointer<Loop>
    let macros: [Macro]
    let blocks: [Block]
    let captures: [Capture]
    let loads: [Load]
    /// Whether what the top level assigns is noted.
    let showsTopLevel: Bool
    let exports: [[(name: PythonString, hops: Int, slot: Int)]]
    let rootScope: Int
    let rootBody: Int
    let selfSlot: Int?

    init(
        _ compiler: Compiler, name: String, loader: TemplateLoader?, rootScope: Int, rootBody: Int, selfSlot: Int?
    ) {
        self.name = name
        self.loader = loader
        options = compiler.options
        ops = Self.laidOut(compiler.ops)
        children = Self.laidOut(compiler.children)
        constants = compiler.constants
        names = compiler.names
        scopes = compiler.scopes
        slotCounts = compiler.slots.counts
        calls = compiler.calls
        loops = Self.laidOut(compiler.loops)
        macros = compiler.macros
        blocks = compiler.blocks
        captures = compiler.captures
        loads = compiler.loads
        showsTopLevel = compiler.showsTopLevel
        exports = compiler.exports
        self.rootScope = rootScope
        self.rootBody = rootBody
        self.selfSlot = selfSlot
    }
    deinit {
        ops.deallocate()
        children.deallocate()
        loops.deallocate()
    }

    private static func laidOut<T: BitwiseCopyable>(_ items: [T]) -> UnsafeBufferPointer<T> {
        let memory = UnsafeMutableBufferPointer<T>.allocate(capacity: items.count)
        _ = memory.initialize(from: items)
        return UnsafeBufferPointer(memory)
    }
}
