internal import Records

/// `simhash`: documents whose fingerprints of 64 bits differ in few bits are duplicates (Charikar 2002; Manku, Jain, Das
/// Sarma, "Detecting Near-Duplicates for Web Crawling", WWW 2007). As ROOTS was made: shingles of 6, up to 4 bits, 6 blocks
/// (Laurençon et al. 2022; bigscience-workshop/data-preparation).
package struct SimHashOptions: Defaulted, Equatable {
    /// Words or characters in a shingle.
    package var shingle = 6
    package var unit = ShingleUnit.words
    /// Bits in which two fingerprints may differ.
    package var distance = 4
    /// A fingerprint is divided into so many; of two within the distance all but that many blocks are equal, so that all
    /// such pairs meet. The more blocks, the more bits must be equal to meet, and the more often that is asked.
    package var blocks = 6
    package init() {}

    private static let mostKinds = 1000

    /// - Throws: for values that mean nothing.
    func check() throws(DataError) {
        guard (1...64).contains(shingle) else { throw DataError("shingle must lie in 1 to 64, not \(shingle)") }
        guard (1...32).contains(blocks), (0..<blocks).contains(distance) else {
            throw DataError("distance must be less than blocks, of which there are up to 32")
        }
        guard SimHash(self).masks.count <= Self.mostKinds else {
            throw DataError(
                "\(blocks) blocks at a distance of \(distance) are too many ways to meet", mend: "give fewer blocks")
        }
    }
}
