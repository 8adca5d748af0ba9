/// What went wrong with somebody's data or machine, said in one line: where, why, and what would mend it.
///
/// Bad input is normal input: every reader, stage and writer throws this and never traps.
public struct DataError: Error, Codable, Hashable, Sendable, CustomStringConvertible {
    /// The file as the user named it, if the fault is in one.
    public var file: String?
    /// 1-based line, if known.
    public var line: Int?
    /// 1-based column, in characters of the line, if known.
    public var column: Int?
    /// 0-based byte offset in the (decompressed) file, if known.
    public var offset: Int?
    /// What is wrong, without a final full stop.
    public var cause: String
    /// What the user can do about it, without a final full stop. Empty if there is nothing to add.
    public var mend: String

    public init(
        _ cause: String, file: String? = nil, line: Int? = nil, column: Int? = nil, offset: Int? = nil,
        mend: String = ""
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.offset = offset
        self.cause = cause
        self.mend = mend
    }

    /// `FILE:LINE:COLUMN (byte OFFSET): cause; mend`, always one line.
    public var description: String {
        var place = file ?? ""
        if let line { place += (place.isEmpty ? "line " : ":") + String(line) }
        if line != nil, let column { place += ":" + String(column) }
        if let offset { place += (place.isEmpty ? "" : " ") + "(byte " + String(offset) + ")" }
        let text = (place.isEmpty ? "" : place + ": ") + cause + (mend.isEmpty ? "" : "; " + mend)
        return String(text.map { $0.isNewline ? " " : $0 })
    }
}
