internal import Records

extension DataError {
    /// Learning holds the different words of a text in memory.
    static func trainingNeeds(_ needed: Int, _ memory: Int) -> DataError {
        let megabytes = { (bytes: Int) in bytes >> 20 + (bytes & 0xF_FFFF > 0 ? 1 : 0) }
        return DataError(
            "learning needs \(megabytes(needed)) MB of memory for the different words, and may take \(memory >> 20) MB",
            mend: "raise --memory or train on a sample of the text")
    }
}
