package import Records

/// Shares out records over named splits by their ids alone, so that a record stays where it is when others come.
package struct RecordSplit: Sendable, Equatable {
    package let names: [String]
    /// Where each split's share of 0 to 1 ends.
    private let ends: [Double]
    private let seed: UInt64

    /// - Parameter text: such as `train=0.98,valid=0.01,test=0.01`; the shares add up to 1.
    package init(_ text: String, seed: UInt64) throws(DataError) {
        var names: [String] = []
        var ends: [Double] = []
        for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = piece.split(separator: "=")
            guard parts.count == 2, let share = Double(parts[1]), share > 0, share <= 1,
                parts[0].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }), !names.contains(String(parts[0]))
            else {
                throw DataError(
                    "'\(piece)' is no split",
                    mend: "write NAME=SHARE, like train=0.98,valid=0.01,test=0.01, each name once")
            }
            names.append(String(parts[0]))
            ends.append((ends.last ?? 0) + share)
        }
        guard let last = ends.last, abs(last - 1) < 1e-9 else {
            throw DataError("the shares of '\(text)' add up to \(ends.last ?? 0) and not to 1")
        }
        self.names = names
        self.ends = ends
        self.seed = seed
    }

    /// Which split a record is in.
    package func place(of id: Span<UInt8>) -> Int {
        var draw = Philox(seed: seed, stage: "split", record: id)
        let place = draw.uniform()
        return ends.dropLast().firstIndex { place < $0 } ?? names.count - 1
    }
}
