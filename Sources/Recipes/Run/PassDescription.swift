/// A line of `--plan`.
package struct PassDescription: Codable, Sendable {
    package enum Kind: String, Codable, Sendable { case map, reduce }
    /// `STEP/PASS`.
    package var name: String
    package var kind: Kind
    package var reads: [String]
    package var writes: [String]
    package var does: String

    /// What a pass over records writes.
    static func recordFiles(_ step: String) -> [String] { ["\(step)/", "dropped/\(step)/", "quarantine/\(step)/"] }
}
