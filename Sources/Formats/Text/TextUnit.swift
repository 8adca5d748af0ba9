/// What one document is in a plain text file.
package enum TextUnit: String, Codable, Sendable, Hashable, CaseIterable {
    /// The whole file.
    case file
    /// Lines between blank ones.
    case paragraph
    /// Each line that is not blank.
    case line
    /// What lies between two occurrences of a given string, or before the first and after the last, if it is not blank.
    case separator
}
