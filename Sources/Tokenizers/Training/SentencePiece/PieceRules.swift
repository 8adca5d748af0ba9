/// What may be one piece (google/sentencepiece, src/trainer_interface.cc, `IsValidSentencePiece`).
struct PieceRules {
    static let space: UInt32 = 0x2581
    /// Stands for a character that is too rare for a piece of its own.
    static let rare: UInt32 = 0x2585
    /// Stands for a symbol that is not learnt.
    static let boundary: UInt32 = 0x1F

    private let options: SentencePieceTraining

    init(_ options: SentencePieceTraining) { self.options = options }

    /// In characters.
    var maximumLength: Int { options.maximumPieceLength }

    func allow(_ piece: [UInt32]) -> Bool {
        guard !piece.isEmpty, piece.count <= options.maximumPieceLength else { return false }
        let mayBeSpace = options.allowWhitespaceOnlyPieces && piece.allSatisfy { $0 == Self.space }
        // The script so far; nil goes with any.
        var script: UInt8?
        for (place, point) in piece.enumerated() {
            switch point {
            case Self.rare, Self.boundary, 0, 0x20: return false
            case Self.space:
                if !mayBeSpace && !mayHoldSpace(at: place, of: piece.count) { return false }
            default:
                let isDigit = (0x30...0x39).contains(point) || (0xFF10...0xFF19).contains(point)
                if options.splitDigits && isDigit && piece.count > 1 { return false }
                var own: UInt8? = SentencePieceScripts.script(point)
                if own == SentencePieceScripts.inherited { own = script }
                if !options.splitByNumber && isDigit { own = nil }
                if options.splitByUnicodeScript, let own, let script, own != script { return false }
                script = own
            }
        }
        return true
    }

    private func mayHoldSpace(at place: Int, of count: Int) -> Bool {
        if options.treatWhitespaceAsSuffix {
            return place == count - 1 || !options.splitByWhitespace && place > 0
        }
        return place == 0 || !options.splitByWhitespace && place < count - 1
    }
}
