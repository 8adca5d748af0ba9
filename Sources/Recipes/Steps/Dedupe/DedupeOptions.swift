package import Dedup
internal import Records

/// `dedupe`: of records that say the same, or of pieces of their texts, one is kept. Exactly one method is there, with its options.
package struct DedupeOptions: Defaulted {
    package var from = ""
    package var exact: ExactOptions?
    package var minhash: MinHashOptions?
    package var simhash: SimHashOptions?
    package var containment: ContainmentOptions?
    package var bloom: BloomOptions?
    package var lines: LinesOptions?
    package var substring: SubstringOptions?
    /// Which of several duplicates stays. Of `containment` the longest, if nothing is said.
    package var keep = KeepPolicy()
    /// Field whose value duplicates must share.
    package var within: String?
    /// Field whose value duplicates must not share.
    package var across: String?
    /// Decide and account for it, but drop nothing: later steps get the records as they were.
    package var reportOnly = false
    /// Folders of indexes: what they hold counts as kept before.
    package var against: [String] = []
    /// Folder of an index that the kept documents are added to.
    package var index: String?
    /// Whether documents are compared with one another, and not only with the indexes.
    package var amongThemselves = true
    package init() {}
}

extension DedupeOptions: StepAction {
    static let action = "dedupe"
    var uses: [String] { [from] }

    func passes(step: String) throws(DataError) -> [PassDescription] {
        if let pieces = try pieceOptions() { return PiecePasses(self, pieces, step: step).descriptions }
        if let bloom { return try BloomPasses(self, bloom, step: step).descriptions }
        return try DocumentPasses(self, step: step).descriptions
    }

    func run(step: String, after earlier: StepResults, in run: Run) throws(DataError) -> StepResult {
        let tasks = try earlier.tasks(over: from)
        if let pieces = try pieceOptions() {
            return try PieceDedupe(passes: PiecePasses(self, pieces, step: step), run: run).result(of: tasks)
        }
        if let bloom {
            return try BloomDedupe(passes: BloomPasses(self, bloom, step: step), run: run).result(of: tasks)
        }
        return try DocumentDedupe(self, step: step, in: run).result(of: tasks)
    }

    /// What is searched for, of the methods that compare pieces of documents; nil of the others.
    func pieceOptions() throws(DataError) -> PieceOptions? {
        guard let method = try pieceMethod() else { return nil }
        try refuseIndexes()
        var options = try PieceOptions(method: method, keep: keep)
        if let within { options.within = try RecordField(within) }
        return options
    }

    /// - Throws: for options that only methods which compare whole documents with one another know.
    func refuseIndexes() throws(DataError) {
        let others: [(String, Bool)] = [
            ("across", across != nil), ("against", !against.isEmpty), ("index", index != nil),
        ]
        if let other = others.first(where: \.1) {
            let method = try method.rawValue
            throw DataError("\(other.0) is nothing to the method \(method)", mend: "leave it out")
        }
    }

    private func pieceMethod() throws(DataError) -> PieceMethod? {
        switch try method {
        case .lines: .lines(lines ?? LinesOptions())
        case .substring: .substring(substring ?? SubstringOptions())
        case .exact, .minhash, .simhash, .containment, .bloom: nil
        }
    }

    /// What is searched for, of the methods that compare whole documents.
    func searchOptions() throws(DataError) -> SearchOptions {
        guard within == nil || across == nil else {
            throw DataError("within and across exclude each other", mend: "give one of them")
        }
        var field = "text"
        let method: DocumentMethod
        var keep = keep
        if let minhash {
            method = .minhash(try minhash.parameters)
        } else if let simhash {
            method = .simhash(simhash)
        } else if let containment {
            method = .containment(containment)
            if keep.criteria.isEmpty { keep = try KeepPolicy("longest") }
        } else {
            let exact = exact ?? ExactOptions()
            field = exact.by
            method = .exact(exact)
        }
        try method.check()
        var options = SearchOptions(method: method, field: try RecordField(field), keep: keep)
        if let within { options.scope = .within(try RecordField(within)) }
        if let across { options.scope = .across(try RecordField(across)) }
        options.amongThemselves = amongThemselves
        return options
    }
}
