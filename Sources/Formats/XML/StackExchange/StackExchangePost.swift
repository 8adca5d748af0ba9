import Records

/// A question or an answer of a Stack Exchange dump, as it is sorted: by question, the question first, then the answers,
/// the best first, of equal ones the oldest.
struct StackExchangePost {
    var id: Int
    /// Of the question: its own or an answer's.
    var question: Int
    var score: Int
    var accepted: Int?
    var place: XMLPlace
    var title: [UInt8] = []
    /// As the dump has them: `<a><b>` or `|a|b|`.
    var tags: [UInt8] = []
    var text: [UInt8] = []

    var isAnswer: Bool { id != question }

    var key: [UInt8] {
        var key: [UInt8] = []
        func append(_ number: Int) {
            let biased = UInt64(bitPattern: Int64(number)) ^ 1 << 63
            withUnsafeBytes(of: biased.bigEndian) { key.append(contentsOf: $0) }
        }
        append(question)
        key.append(isAnswer ? 1 : 0)
        append(~score)
        append(id)
        return key
    }

    func append(to output: inout [UInt8]) {
        for number in [id, question, score, accepted ?? 0, place.offset, place.line, title.count, tags.count] {
            withUnsafeBytes(of: Int64(number).littleEndian) { output.append(contentsOf: $0) }
        }
        output += title
        output += tags
        output += text
    }

    init(
        id: Int, question: Int, score: Int, accepted: Int?, place: XMLPlace, title: [UInt8], tags: [UInt8],
        text: [UInt8]
    ) {
        self.id = id
        self.question = question
        self.score = score
        self.accepted = accepted
        self.place = place
        self.title = title
        self.tags = tags
        self.text = text
    }

    /// Reads what `append` has written.
    init(_ bytes: [UInt8]) {
        func number(_ index: Int) -> Int {
            (0..<8).reduce(0) { $0 | Int(bytes[8 * index + $1]) << (8 * $1) }
        }
        let titleEnd = 64 + number(6)
        let tagsEnd = titleEnd + number(7)
        self.init(
            id: number(0), question: number(1), score: number(2), accepted: number(3) == 0 ? nil : number(3),
            place: XMLPlace(offset: number(4), line: number(5)), title: Array(bytes[64..<titleEnd]),
            tags: Array(bytes[titleEnd..<tagsEnd]), text: Array(bytes[tagsEnd...]))
    }
}
