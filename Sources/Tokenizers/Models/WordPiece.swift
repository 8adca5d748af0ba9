/// BERT's model: the longest token that fits, from left to right (tokenizers/src/models/wordpiece).
struct WordPiece: Sendable {
    let names: TokenNames
    let unknown: Int32
    /// Put before what continues a word.
    var prefix = Array("##".utf8)
    /// A longer word is unknown, in characters.
    var longestWord = 100

    func tokens(_ piece: [UInt8]) -> [TokenModel.Found] {
        let whole = [TokenModel.Found(id: unknown, length: piece.count)]
        guard piece.reduce(0, { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }) <= longestWord else { return whole }
        var found: [TokenModel.Found] = []
        var start = 0
        while start < piece.count {
            guard let token = longest(piece, from: start) else { return whole }
            found.append(token)
            start += token.length
        }
        return found
    }

    private func longest(_ piece: [UInt8], from start: Int) -> TokenModel.Found? {
        var name = start > 0 ? prefix + piece[start...] : Array(piece)
        var end = piece.count
        while end > start {
            if let id = names.id(of: name) { return .init(id: id, length: end - start) }
            // One character less.
            repeat {
                end -= 1
                name.removeLast()
            } while end > start && piece[end] & 0xC0 == 0x80
        }
        return nil
    }
}
