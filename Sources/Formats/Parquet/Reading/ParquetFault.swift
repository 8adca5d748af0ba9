/// What is wrong with a Parquet file, or what of it cannot be read.
struct ParquetFault: Error {
    var cause: String

    init(_ cause: String) { self.cause = cause }

    static let cutShort = ParquetFault("the data ends too early")
}
