internal import Glibc
package import Records

/// Weights of languages, so that small ones get a fair part of the vocabulary: a language's share of the text becomes
/// proportional to |L|^temperature, where |L| is its share in bytes (L. Xue et al., "mT5", arXiv:2010.11934,
/// section 3.1, which counts examples and takes 0.3).
package struct LanguageBalance: Sendable {
    /// Weights are whole thousandths, so that counts are summed exactly.
    private static let one: Int64 = 1000

    /// How often each language counts, in thousandths: 1000 for the largest, more for the others.
    package let weights: [String: Int]

    /// - Parameters:
    ///   - temperature: from 0, by which all languages count alike, to 1, which changes nothing.
    ///   - bytes: of text in each language.
    package init(temperature: Double, bytes: [String: Int]) {
        let most = Double(bytes.values.max() ?? 0)
        weights = bytes.filter { $0.value > 0 }.mapValues { size in
            Int((pow(most / Double(size), 1 - temperature) * Double(Self.one)).rounded())
        }
    }

    /// Writes, for each language in runs by language, a run of its words with weighted counts, rounded half up: languages
    /// are weighted as a whole, so that the sums do not depend on parts.
    ///
    /// - Parameter prefix: of the names of the runs.
    package func write(mergingRuns paths: [String], prefix: String) throws(DataError) -> [String] {
        var runs = try MergedRuns(paths)
        var written: [String] = []
        var tag: ArraySlice<UInt8> = []
        var writer: PretokenRun.Writer?
        var weight = Self.one
        while let count = try runs.next() {
            let end = LanguageTag.end(runs.token)
            if writer == nil || runs.token[..<end] != tag {
                _ = try writer?.finish()
                written.append("\(prefix).\(written.count)\(AtomicFile.temporarySuffix)")
                writer = try PretokenRun.Writer(path: written[written.count - 1])
                tag = runs.token[..<end]
                weight = Int64(weights[LanguageTag.name(tag.dropFirst())] ?? Int(Self.one))
            }
            let (product, isOver) = count.multipliedReportingOverflow(by: weight)
            guard !isOver else { throw DataError("a weighted word occurs more often than 64 bits can count") }
            let weighted = product / Self.one + (product % Self.one >= Self.one / 2 ? 1 : 0)
            try writer?.append(runs.token.span.extracting(end..<runs.token.count), count: weighted)
        }
        _ = try writer?.finish()
        return written
    }
}
