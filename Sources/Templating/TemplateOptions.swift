/// How a template is read, and what it may call: the parts of a Jinja2 `Environment` that templates in the field need.
package struct TemplateOptions: Sendable, Hashable {
    /// Whose functions and filters are there besides Jinja2's own.
    package enum Dialect: String, Sendable, Hashable {
        case jinja
        /// `zip`, `choice`, `most_frequent`.
        case promptsource
        /// `raise_exception`, `strftime_now`, `tojson` without HTML escapes, `generation`.
        case chat
    }

    package var dialect: Dialect
    package var undefined: Undefined.Policy
    /// Drop the first newline after a block tag.
    package var trimBlocks: Bool
    /// Drop the white space before a block tag that stands first on its line.
    package var lstripBlocks: Bool
    package var keepTrailingNewline: Bool
    package var autoescape: Bool
    /// Allow `break` and `continue`.
    package var loopControls: Bool
    /// Allow `do`.
    package var expressionStatements: Bool
    /// Refuse to change lists and dicts, as Hugging Face's sandbox does.
    package var immutable: Bool
    package var delimiters: Delimiters

    package init(
        dialect: Dialect = .jinja, undefined: Undefined.Policy = .lenient, trimBlocks: Bool = false,
        lstripBlocks: Bool = false, keepTrailingNewline: Bool = false, autoescape: Bool = false,
        loopControls: Bool = false, expressionStatements: Bool = false, immutable: Bool = false,
        delimiters: Delimiters = Delimiters()
    ) {
        self.dialect = dialect
        self.undefined = undefined
        self.trimBlocks = trimBlocks
        self.lstripBlocks = lstripBlocks
        self.keepTrailingNewline = keepTrailingNewline
        self.autoescape = autoescape
        self.loopControls = loopControls
        self.expressionStatements = expressionStatements
        self.immutable = immutable
        self.delimiters = delimiters
    }

    /// A plain environment with promptsource's extra filters.
    package static let promptsource = TemplateOptions(dialect: .promptsource)

    /// The environment transformers renders chat templates in.
    package static let chat = TemplateOptions(
        dialect: .chat, trimBlocks: true, lstripBlocks: true, loopControls: true, immutable: true)
}
