import Records

/// The posts of a Stack Exchange dump (`Posts.xml`): a question with its answers is a record, as LLaMA's recipe has it
/// (Touvron and others 2023, section 2.1): answers by score, the highest first, without HTML's tags. The text is laid
/// out as RedPajama does, `Q: …`, a blank line, `A: …` (togethercomputer/RedPajama-Data, data_prep/stack_exchange).
///
/// Answers may come anywhere in the dump, so that all posts are sorted, in bounded memory, before the first record.
struct StackExchangeDialect: XMLDialect {
    let recordElements = [Array("row".utf8)]
    private let posts: SpilledSort
    private var fault: DataError?
    private var isSorted = false
    /// The first post of the next question.
    private var next: StackExchangePost?

    init(memory: Int = 64 << 20) { posts = SpilledSort(memory: memory) }

    mutating func start(_ tag: XMLTag, depth: Int, _ records: inout XMLRecords) {
        guard depth == 2, fault == nil, tag.isNamed("row") else { return }
        func number(_ name: StaticString) -> Int? {
            tag.attribute(name).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
        }
        // 1 is a question, 2 an answer; the others are descriptions of tags and the like.
        guard let type = number("PostTypeId"), type == 1 || type == 2 else { return }
        let place = records.cursor.tag
        guard let id = number("Id"), let question = type == 1 ? id : number("ParentId"), type == 1 || question != id
        else {
            let reason = "a post without a number of its own or of its question (Id, ParentId)"
            return records.appendBad(RecordFault(reason: reason), from: place, beginning: [])
        }
        var text: [UInt8] = []
        let body = tag.attribute("Body") ?? []
        HTMLFragment.appendText(body.span, to: &text)
        let post = StackExchangePost(
            id: id, question: question, score: number("Score") ?? 0, accepted: number("AcceptedAnswerId"),
            place: place, title: tag.attribute("Title") ?? [], tags: tag.attribute("Tags") ?? [], text: text)
        do throws(DataError) {
            try posts.append(post.key) { post.append(to: &$0) }
        } catch {
            fault = error
        }
    }

    mutating func text(_ text: UnsafeBufferPointer<UInt8>, _ records: inout XMLRecords) {}
    mutating func end(_ name: UnsafePointer<UInt8>, depth: Int, _ records: inout XMLRecords) {}

    // A row is whole or not there.
    mutating func abandon() -> (begin: XMLPlace, depth: Int, beginning: [UInt8])? { nil }

    mutating func finish(_ records: inout XMLRecords, limit: Batch.Limit) throws(DataError) -> Bool {
        if let fault { throw fault }
        if !isSorted {
            isSorted = true
            try posts.finish()
            next = try takePost()
        }
        while let first = next {
            guard records.batch.hasRoom(limit) else { return true }
            next = nil
            try appendThread(first, &records)
        }
        return false
    }

    private func takePost() throws(DataError) -> StackExchangePost? {
        try posts.take().map { StackExchangePost($0.value) }
    }

    private mutating func appendThread(_ first: StackExchangePost, _ records: inout XMLRecords) throws(DataError) {
        var thread = StackExchangeThread(first)
        while let post = try takePost() {
            guard post.question == first.question else {
                next = post
                break
            }
            if first.isAnswer {
                Self.appendOrphan(post, &records)
            } else {
                thread.add(post, limit: records.maximumBytes)
            }
        }
        if first.isAnswer { Self.appendOrphan(first, &records) } else { thread.append(to: &records) }
    }

    private static func appendOrphan(_ post: StackExchangePost, _ records: inout XMLRecords) {
        let reason = "the answer \(post.id) is to the question \(post.question), which is not in the file"
        records.appendBad(RecordFault(reason: reason), at: post.place, beginning: post.text)
    }
}
