/// A place in a document as 64 bits that sort by the document, then the unit: a piece, a byte or a word.
struct PiecePlace {
    var document: UInt32
    var unit: UInt32

    var word: UInt64 { UInt64(document) << 32 | UInt64(unit) }

    init(document: UInt32, unit: UInt32) {
        self.document = document
        self.unit = unit
    }

    init(_ word: UInt64) {
        document = UInt32(word >> 32)
        unit = UInt32(truncatingIfNeeded: word)
    }

    /// Units of a document beyond this are not looked at.
    static let mostUnits = Int(UInt32.max)
}
