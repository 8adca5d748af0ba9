internal import Records

/// `minhash`: what the user says of it. The rest is as in the preset or, without one, made from the threshold.
package struct MinHashOptions: Defaulted, Equatable {
    package var preset: MinHashPreset?
    /// Jaccard similarity of the sets of shingles from which documents are duplicates, 0 to 1.
    package var threshold: Double?
    /// Words or characters in a shingle.
    package var shingle: Int?
    package var unit: ShingleUnit?
    /// Hash values a signature holds, from which bands and rows are made.
    package var permutations: Int?
    /// Both or neither.
    package var bands: Int?
    package var rows: Int?
    /// False for the behaviour of most other tools: what shares a band is removed, and what shares one with that.
    package var verify: Bool?

    package init() {}

    private static let usualPermutations = 128
    /// Least chance that a pair at the threshold becomes a candidate. Candidates are verified, so that a false one
    /// costs only time: the chance is high on purpose.
    static let recall = 0.98

    /// - Throws: for values that mean nothing.
    package var parameters: MinHashParameters {
        get throws(DataError) {
            guard (bands == nil) == (rows == nil) else {
                throw DataError("bands and rows go together", mend: "give both or neither")
            }
            guard bands == nil || permutations == nil else {
                throw DataError("permutations are bands × rows", mend: "give either")
            }
            var parameters = preset?.parameters ?? MinHashPreset.usual
            if let threshold { parameters.threshold = threshold }
            if let shingle { parameters.shingle = shingle }
            if let unit { parameters.unit = unit }
            if let verify { parameters.verifies = verify }
            try Self.check(parameters)
            if let bands, let rows {
                (parameters.bands, parameters.rows) = (bands, rows)
            } else if permutations != nil || parameters.bands == 0 {
                try Self.divide(permutations ?? Self.usualPermutations, &parameters)
            }
            let (count, overflow) = parameters.bands.multipliedReportingOverflow(by: parameters.rows)
            guard parameters.bands > 0, parameters.rows > 0, !overflow, count <= Self.mostPermutations else {
                throw DataError(
                    "bands × rows must lie in 1 to \(Self.mostPermutations), not \(parameters.bands) × \(parameters.rows)"
                )
            }
            return parameters
        }
    }

    private static let mostPermutations = 4096

    private static func check(_ parameters: MinHashParameters) throws(DataError) {
        guard parameters.threshold > 0, parameters.threshold <= 1 else {
            throw DataError("threshold must lie in (0, 1], not \(parameters.threshold)")
        }
        guard (1...64).contains(parameters.shingle) else {
            throw DataError("shingle must lie in 1 to 64, not \(parameters.shingle)")
        }
    }

    /// As many rows as leave a pair at the threshold the chance `recall`.
    private static func divide(_ permutations: Int, _ parameters: inout MinHashParameters) throws(DataError) {
        guard (1...mostPermutations).contains(permutations) else {
            throw DataError("permutations must lie in 1 to \(mostPermutations), not \(permutations)")
        }
        let rows = (1...permutations).last { rows in
            MinHashParameters.chance(at: parameters.threshold, bands: permutations / rows, rows: rows) >= recall
        }
        parameters.rows = rows ?? 1
        parameters.bands = permutations / parameters.rows
    }
}
