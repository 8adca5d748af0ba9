package import Records

/// Where in the texts of a part the repeats lie, and what is left without them.
package struct RepeatCutter: Sendable {
    private let repeats: PartRepeats
    private let method: PieceMethod

    package init(repeats: PartRepeats, method: PieceMethod) {
        self.repeats = repeats
        self.method = method
    }

    /// A piece to cut out of a text.
    package struct Cut: Equatable {
        package var bytes: Range<Int>
        /// Number of the document where it stays.
        package var kept: UInt32
    }

    /// Those of record `index`, in order of where they begin.
    package func cuts(_ batch: Batch, _ index: Int) -> [Cut] {
        let found = repeats.of(batch.firstOrdinal + index)
        guard !found.isEmpty else { return [] }
        let text = batch.texts[index]
        switch method {
        case .lines(let options):
            var pieces: [Range<Int>] = []
            PieceCutter(piece: options.piece).append(text, to: &pieces)
            // With each piece goes what stands between it and the next.
            let starts = pieces.map(\.lowerBound)
            return Self.cuts(found, starts: starts, ends: starts.dropFirst() + [text.count])
        case .substring(let options):
            if options.unit == .words {
                let words = TextUnits(wordsOf: text).ranges
                return Self.cuts(found, starts: words.map(\.lowerBound), ends: words.map(\.upperBound))
            }
            return found.compactMap { piece in
                let bytes = TextUnits.bytes(text, piece.start, piece.end)
                return bytes.isEmpty ? nil : Cut(bytes: bytes, kept: piece.kept)
            }
        }
    }

    private static func cuts(_ found: ArraySlice<Repeat>, starts: [Int], ends: [Int]) -> [Cut] {
        found.compactMap { piece in
            let (start, end) = (Int(piece.start), min(Int(piece.end), ends.count))
            return start < end ? Cut(bytes: starts[start]..<ends[end - 1], kept: piece.kept) : nil
        }
    }

    /// Appends what is left of a text. White space at the end is left only where there was some before.
    static func append(_ text: Span<UInt8>, without cuts: [Cut], to output: inout [UInt8]) {
        let beginning = output.count
        var start = 0
        for cut in cuts {
            if cut.bytes.lowerBound > start { output.append(text, start..<cut.bytes.lowerBound) }
            start = max(start, cut.bytes.upperBound)
        }
        if start < text.count { output.append(text, start..<text.count) }
        guard let last = text.indices.last, !PieceCutter.isSpace(text[last]) else { return }
        while output.count > beginning, PieceCutter.isSpace(output[output.count - 1]) { output.removeLast() }
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) {
        text.extracting(range).withUnsafeBufferPointer { append(contentsOf: $0) }
    }
}
