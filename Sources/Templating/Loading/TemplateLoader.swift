import Synchronization

/// Where templates that others include, import or extend come from. The engine itself reads no file.
package final class TemplateLoader: Sendable {
    private let source: @Sendable (String) -> String?
    private let programs = Mutex<[String: Program]>([:])

    /// - Parameter source: the text of the template of a name; nil if there is none.
    package init(_ source: @escaping @Sendable (String) -> String?) { self.source = source }

    /// The template of a name, compiled once; nil if there is none.
    func program(named name: String, _ options: TemplateOptions) throws(Fault) -> Program? {
        if let known = programs.withLock({ $0[name] }) { return known }
        guard let text = source(name) else { return nil }
        let program: Program
        do throws(Fault) {
            program = try Program.compiled(text, name: name, options, loader: self)
        } catch {
            throw error.inside(template: name)
        }
        programs.withLock { $0[name] = program }
        return program
    }
}

extension Fault {
    /// The same fault, told by another template that uses the faulty one.
    func inside(template name: String) -> Fault {
        line == 0 ? self : Fault(kind, "in '\(name)', line \(line): \(message)")
    }
}

extension Program {
    static func compiled(
        _ source: String, name: String, _ options: TemplateOptions, loader: TemplateLoader?
    ) throws(Fault) -> Program {
        let tokens = try Lexer.tokens(of: Array(source.utf8), options)
        return try Compiler.compile(try Parser.parse(tokens, options), name: name, options, loader: loader)
    }
}
