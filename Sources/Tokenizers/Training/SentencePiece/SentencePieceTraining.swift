package import Records

/// How a SentencePiece model is trained; names and defaults are those of sentencepiece 0.2.3
/// (src/sentencepiece_model.proto, `TrainerSpec` and `NormalizerSpec`), but for the model and the normalisation: those
/// are LLaMA's.
package struct SentencePieceTraining: Defaulted, Sendable {
    package enum Model: String, Codable, Sendable, CaseIterable { case bpe, unigram }

    package var model = Model.bpe
    package var normalization = NormalizationRule.identity
    /// Share of the text's characters that get pieces of their own; the rest are unknown or bytes.
    package var characterCoverage: Float = 0.9995
    package var byteFallback = false
    package var splitDigits = false
    package var splitByUnicodeScript = true
    package var splitByNumber = true
    package var splitByWhitespace = true
    package var treatWhitespaceAsSuffix = false
    package var allowWhitespaceOnlyPieces = false
    package var addDummyPrefix = true
    package var removeExtraWhitespaces = true
    /// In characters.
    package var maximumPieceLength = 16
    /// Bytes; longer lines are left out, as the peer does.
    package var maximumSentenceLength = 4192
    /// Sentences to learn from, drawn from all; 0 for all of them.
    package var inputSentenceSize = 0
    /// Characters that get pieces however rare they are.
    package var requiredCharacters = ""
    package var controlSymbols: [String] = []
    package var userDefinedSymbols: [String] = []

    package init() {}

    /// The model files of what is learnt.
    ///
    /// - Parameters:
    ///   - sizes: of the vocabularies.
    ///   - paths: the runs that `SentenceCounts` wrote.
    ///   - memory: bytes that learning may take.
    /// - Throws: when the text has too few pieces for a vocabulary, or a vocabulary no room for its characters.
    package func train(
        sizes: [Int], mergingRuns paths: [String], memory: Int = .max
    ) throws(DataError) -> [[UInt8]] {
        guard let (least, most) = sizes.min().flatMap({ least in sizes.max().map { (least, $0) } }) else { return [] }
        switch model {
        case .bpe:
            let trainer = try SentencePieceBPETrainer(
                self, vocabularySize: most, smallest: least, mergingRuns: paths, memory: memory)
            return try trainer.train(sizes: sizes)
        case .unigram:
            return try UnigramTrainer(self, smallest: least, mergingRuns: paths, memory: memory).train(sizes: sizes)
        }
    }

    /// Bytes behind each counted word that say what follows it: a Unigram model is learnt from pieces that go on in
    /// different ways.
    var marksEnds: Int { model == .unigram ? 1 : 0 }

    /// The pieces that are not learnt, in the order of their ids: `<unk>`, `<s>`, `</s>`, the symbols, the bytes.
    func metaPieces() throws(DataError) -> [SentencePieceProto.Piece] {
        typealias Piece = SentencePieceProto.Piece
        var pieces = [
            Piece(name: Array("<unk>".utf8), type: .unknown), Piece(name: Array("<s>".utf8), type: .control),
            Piece(name: Array("</s>".utf8), type: .control),
        ]
        var symbols = controlSymbols.map { Piece(name: Array($0.utf8), type: .control) }
        symbols += userDefinedSymbols.map { Piece(name: Array($0.utf8), type: .userDefined) }
        for symbol in symbols {
            let name = String(decoding: symbol.name, as: UTF8.self)
            guard !symbol.name.isEmpty, symbol.name != pieces[0].name else {
                throw DataError("the symbol '\(name)' cannot be defined", mend: "leave it out")
            }
            guard !requiredCharacters.unicodeScalars.map({ Array(String($0).utf8) }).contains(symbol.name) else {
                throw DataError("the symbol '\(name)' is a required character, too", mend: "name it once")
            }
            if let place = pieces.firstIndex(where: { $0.name == symbol.name }) {
                guard (1...2).contains(place) else {
                    throw DataError("the symbol '\(name)' is defined twice", mend: "name it once")
                }
                pieces[place].type = symbol.type
            } else {
                pieces.append(symbol)
            }
        }
        guard byteFallback else { return pieces }
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in 0..<256 {
            let name = Array("<0x".utf8) + [digits[byte >> 4], digits[byte & 15], UInt8(ascii: ">")]
            pieces.append(Piece(name: name, type: .byte))
        }
        return pieces
    }
}
