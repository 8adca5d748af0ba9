package import Records

/// What is wrong with a template, or with a value it was given, and where in the template.
package struct TemplateError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: String, Hashable, Sendable {
        /// The source is not a template.
        case syntax
        /// A value that is not defined was used for something that needs a value.
        case undefined
        /// The operation does not exist for the values it was given.
        case type
        /// The operation exists, the value is not acceptable.
        case value
        /// The template itself called `raise_exception`.
        case raised
        /// A step, depth, size or number limit was reached.
        case limit
        /// The template asked for something that the sandbox refuses.
        case security
        /// A part of the language this build does not have.
        case unsupported
    }

    package var kind: Kind
    /// The template as the caller named it.
    package var name: String
    /// 1-based line of the template.
    package var line: Int
    /// 1-based column in code points, if known.
    package var column: Int?
    /// What is wrong, without a final full stop.
    package var message: String

    package init(_ kind: Kind, _ message: String, name: String, line: Int, column: Int? = nil) {
        self.kind = kind
        self.name = name
        self.line = line
        self.column = column
        self.message = message
    }

    package var dataError: DataError {
        DataError("template: " + message, file: name.isEmpty ? nil : name, line: line, column: column)
    }

    package var description: String { dataError.description }
}
