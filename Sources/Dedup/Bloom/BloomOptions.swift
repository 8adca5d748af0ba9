internal import Glibc
package import Records

/// `bloom`: a document whose hash a Bloom filter seems to hold already goes (Bloom 1970). The filter remembers what it has
/// seen in a few bytes a document, and may be taken on to the next corpus; in return, which document stays for one that
/// goes is not known, and a few go that nobody has seen.
package struct BloomOptions: Defaulted, Equatable {
    /// `text`, `url` or any other field, and what makes no difference in it, as of `exact`.
    package var by = ExactOptions().by
    package var ignore: [ExactOptions.Normalisation] = ExactOptions().ignore
    /// Documents for which the filter is made; nil for those of the run.
    package var items: Int?
    /// Share of new documents that are taken for known ones when the filter holds so many.
    package var falsePositives = 1e-6
    /// A filter that an earlier run wrote, to begin with. Its size is as it was made.
    package var filter: String?
    package init() {}

    /// - Throws: for values that mean nothing.
    package func check() throws(DataError) {
        guard falsePositives >= 1e-12, falsePositives <= 0.5 else {
            throw DataError("falsePositives must lie in 1e-12 to 0.5, not \(falsePositives)")
        }
        guard (1...1 << 40).contains(items ?? 1) else {
            throw DataError("items must lie in 1 to 2^40, not \(items ?? 0)")
        }
        if filter != nil, items != nil {
            throw DataError("a filter has its size", mend: "give items or a filter")
        }
    }

    var exact: ExactOptions {
        var options = ExactOptions()
        (options.by, options.ignore) = (by, ignore)
        return options
    }
}
