internal import Records

/// Takes pieces in the order of their hashes and places, and gives those that repeat an earlier one.
struct EqualPieces {
    /// Units of a piece.
    let span: UInt32
    let atLeast: Int
    private var key: UInt64 = 0
    private var first = PiecePlace(0)
    private var count = 0
    /// Those that go if there are enough.
    private var waiting: [UInt64] = []

    init(span: UInt32, atLeast: Int) {
        self.span = span
        self.atLeast = atLeast
    }

    mutating func take(_ pair: Pair, _ body: (Repeat) throws(DataError) -> Void) throws(DataError) {
        if count == 0 || pair.key != key {
            (key, first, count) = (pair.key, PiecePlace(pair.value), 1)
            waiting.removeAll(keepingCapacity: true)
            return
        }
        count += 1
        waiting.append(pair.value)
        guard count >= atLeast else { return }
        for place in waiting { try body(found(PiecePlace(place))) }
        waiting.removeAll(keepingCapacity: true)
    }

    /// Of pieces that overlap with the one that stays, only what is beyond it.
    private func found(_ place: PiecePlace) -> Repeat {
        var start = place.unit
        if place.document == first.document { start = max(start, Self.sum(first.unit, span)) }
        return Repeat(
            document: place.document, start: start, end: Self.sum(place.unit, span), kept: first.document)
    }

    private static func sum(_ unit: UInt32, _ span: UInt32) -> UInt32 {
        let (sum, overflow) = unit.addingReportingOverflow(span)
        return overflow ? .max : sum
    }
}
