internal import Glibc
internal import Records

/// How near-duplicates are looked for, all said.
package struct MinHashParameters: Sendable, Equatable {
    /// Jaccard similarity of the sets of shingles from which documents are duplicates, 0 to 1.
    package var threshold: Double
    /// Words or characters in a shingle.
    package var shingle: Int
    package var unit: ShingleUnit
    package var bands: Int
    package var rows: Int
    /// Whether candidates are compared before anything is removed.
    package var verifies: Bool

    /// Chance that documents of this similarity share a band and so are compared: the S-curve, 1 − (1 − s^r)^b
    /// (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", section 3.4.2).
    package func chance(at similarity: Double) -> Double {
        Self.chance(at: similarity, bands: bands, rows: rows)
    }

    static func chance(at similarity: Double, bands: Int, rows: Int) -> Double {
        1 - pow(1 - pow(similarity, Double(rows)), Double(bands))
    }

    /// The S-curve in a line: `0.5: 9 %  0.6: 26 %  …`.
    package var curve: String {
        stride(from: 5, through: 10, by: 1).map { tenths in
            let percent = (chance(at: Double(tenths) / 10) * 1000).rounded() / 10
            return "\(Double(tenths) / 10): \(percent) %"
        }.joined(separator: "  ")
    }
}

/// What shingles are made of.
package enum ShingleUnit: String, Codable, Sendable, CaseIterable {
    /// Words; in scripts without spaces characters.
    case words
    case characters
}
