/// A document to remove: its place in the part, and the document that stays for it.
package struct Removal: Sendable, Equatable {
    package var ordinal: Int
    /// True Jaccard similarity of the two.
    package var jaccard: Double
    package var keptID: [UInt8]
}
