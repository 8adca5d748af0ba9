internal import Glibc
package import Records

/// How near-duplicates are looked for.
package struct MinHashOptions: Defaulted, Equatable {
    /// Jaccard similarity of shingle sets from which documents are duplicates, 0 to 1.
    package var threshold = 0.7
    /// Words in a shingle; characters in scripts without spaces.
    package var shingle = 5
    /// Hash values a signature holds, over all bands.
    package var permutations = 128
    /// Bands and rows a band to use whatever the threshold, as other tools name them; both or neither.
    private var givenBands: Int?
    private var givenRows: Int?

    private enum CodingKeys: String, CodingKey {
        case threshold, shingle, permutations
        case givenBands = "bands"
        case givenRows = "rows"
    }

    package init() {}

    package init(threshold: Double, shingle: Int, bands: Int, rows: Int) {
        self.threshold = threshold
        self.shingle = shingle
        givenBands = bands
        givenRows = rows
    }

    /// Least chance that a pair at the threshold becomes a candidate. Candidates are verified, so that a false one
    /// costs only time: the chance is high on purpose.
    static let recall = 0.98

    /// Rows a band: those given, or as many as leave a pair at the threshold the chance `recall`.
    package var rows: Int {
        if let givenRows { return givenRows }
        var best = 1
        for rows in 1...max(1, permutations) {
            let chance = Self.chance(at: threshold, bands: max(1, permutations / rows), rows: rows)
            if chance >= Self.recall { best = rows }
        }
        return best
    }

    package var bands: Int { givenBands ?? max(1, permutations / max(1, rows)) }

    /// The S-curve, 1 − (1 − s^r)^b (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", section 3.4.2).
    package func chance(at similarity: Double) -> Double {
        Self.chance(at: similarity, bands: bands, rows: rows)
    }

    private static func chance(at similarity: Double, bands: Int, rows: Int) -> Double {
        1 - pow(1 - pow(similarity, Double(rows)), Double(bands))
    }

    /// - Throws: for values that mean nothing.
    package func check() throws(DataError) {
        guard threshold > 0, threshold <= 1 else { throw DataError("threshold must lie in (0, 1], not \(threshold)") }
        guard (1...64).contains(shingle) else { throw DataError("shingle must lie in 1 to 64, not \(shingle)") }
        guard (1...4096).contains(permutations) else {
            throw DataError("permutations must lie in 1 to 4096, not \(permutations)")
        }
        guard (givenBands == nil) == (givenRows == nil) else {
            throw DataError("bands and rows go together", mend: "give both or neither")
        }
        guard (1...4096).contains(bands), (1...4096).contains(rows), bands * rows <= 4096 else {
            throw DataError("bands × rows must lie in 1 to 4096, not \(bands) × \(rows)")
        }
    }
}
