internal import Records

/// How much of a part may be unreadable before the run stops: `fail` (nothing), or a share such as `5%`.
package struct BadRowsPolicy: Codable, Sendable, Equatable {
    /// Share of a part's records, 0 to 1.
    package var tolerated: Double

    package init(tolerated: Double = 0.05) { self.tolerated = tolerated }

    package init?(_ text: String) {
        if text == "fail" {
            self.init(tolerated: 0)
        } else if text.hasSuffix("%"), let share = Double(text.dropLast()), (0...100).contains(share) {
            self.init(tolerated: share / 100)
        } else {
            return nil
        }
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let policy = BadRowsPolicy(text) else {
            throw DataError("'\(text)' is not a limit of bad rows", mend: "write 'fail' or a share such as 5%")
        }
        self = policy
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(tolerated == 0 ? "fail" : "\(tolerated * 100)%")
    }

    func allows(bad: Int, of read: Int) -> Bool { bad == 0 || Double(bad) <= tolerated * Double(read) }
}
