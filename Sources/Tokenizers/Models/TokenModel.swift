/// Cuts a piece of text into tokens of its vocabulary.
enum TokenModel: Sendable {
    case bpe(CharacterBPE)
    case unigram(Unigram)
    case wordPiece(WordPiece)
    case wordLevel(WordLevel)

    /// A token and how many bytes of the piece it stands for.
    struct Found: Sendable, Equatable {
        var id: Int32
        var length: Int
    }

    var names: TokenNames {
        switch self {
        case .bpe(let model): model.names
        case .unigram(let model): model.names
        case .wordPiece(let model): model.names
        case .wordLevel(let model): model.names
        }
    }

    /// - Parameter sampler: draws the segmentation, of BPE and Unigram; nil for the best one.
    func tokens(_ piece: [UInt8], _ sampler: Sampler?) -> [Found] {
        switch self {
        case .bpe(let model): model.tokens(piece, sampler)
        case .unigram(let model): model.tokens(piece, sampler)
        case .wordPiece(let model): model.tokens(piece)
        case .wordLevel(let model): [model.token(piece)].compactMap { $0 }
        }
    }
}
