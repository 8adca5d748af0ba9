/// A token a word (tokenizers/src/models/wordlevel).
struct WordLevel: Sendable {
    let names: TokenNames
    var unknown: Int32?

    func token(_ piece: [UInt8]) -> TokenModel.Found? {
        (names.id(of: piece) ?? unknown).map { .init(id: $0, length: piece.count) }
    }
}
