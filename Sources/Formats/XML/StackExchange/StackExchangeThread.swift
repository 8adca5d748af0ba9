import Records

/// A question and its answers, as one text.
struct StackExchangeThread {
    private let question: StackExchangePost
    private var text = Array("Q: ".utf8)
    /// JSON objects, separated by commas.
    private var answers: [UInt8] = []
    private var isTooLong = false

    init(_ question: StackExchangePost) {
        self.question = question
        text += question.title
        if !question.title.isEmpty, !question.text.isEmpty { text += Array("\n\n".utf8) }
        text += question.text
    }

    mutating func add(_ answer: StackExchangePost, limit: Int) {
        // A question that is there twice counts once.
        guard answer.isAnswer, !isTooLong else { return }
        isTooLong = text.count + answer.text.count > limit
        if isTooLong { return }
        text += Array("\n\nA: ".utf8) + answer.text
        if !answers.isEmpty { answers.append(UInt8(ascii: ",")) }
        answers += Array("{\"id\":".utf8)
        JSONText.appendNumber(answer.id, to: &answers)
        answers += Array(",\"score\":".utf8)
        JSONText.appendNumber(answer.score, to: &answers)
        if answer.id == question.accepted { answers += Array(",\"accepted\":true".utf8) }
        answers.append(UInt8(ascii: "}"))
    }

    func append(to records: inout XMLRecords) {
        if isTooLong || text.count > records.maximumBytes {
            return records.appendBad(
                .tooLong(limit: records.maximumBytes), at: question.place, beginning: question.text)
        }
        var rest = Array("\"title\":".utf8)
        JSONText.appendString(question.title.span, to: &rest)
        rest += Array(",\"tags\":[".utf8)
        let tags = question.tags.split { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "|") }
        for (index, tag) in tags.enumerated() {
            if index > 0 { rest.append(UInt8(ascii: ",")) }
            JSONText.appendString(Array(tag).span, to: &rest)
        }
        rest += Array("],\"score\":".utf8)
        JSONText.appendNumber(question.score, to: &rest)
        rest += Array(",\"answers\":[".utf8) + answers + Array("]".utf8)
        let text = text
        records.append(
            id: Array(String(question.id).utf8), offset: question.place.offset, language: [], rest: rest
        ) { $0 += text }
    }
}
