package import Dedup
internal import Records

/// `dedupe`: of records that say the same, one is kept. Exactly one method is there, with its options.
package struct DedupeOptions: Defaulted {
    package var from = ""
    package var exact: ExactOptions?
    package var minhash: MinHashOptions?
    /// Which of several duplicates stays.
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
        try DocumentPasses(self, step: step).descriptions
    }

    func run(step: String, after earlier: StepResults, in run: Run) throws(DataError) -> StepResult {
        try DocumentDedupe(self, step: step, in: run).result(of: earlier.tasks(over: from))
    }

    /// What is searched for, of the methods that compare whole documents.
    func searchOptions() throws(DataError) -> SearchOptions {
        guard within == nil || across == nil else {
            throw DataError("within and across exclude each other", mend: "give one of them")
        }
        var field = "text"
        let method: DocumentMethod
        switch try self.method {
        case .exact:
            let exact = exact ?? ExactOptions()
            field = exact.by
            method = .exact(exact)
        case .minhash: method = .minhash(try (minhash ?? MinHashOptions()).parameters)
        }
        var options = SearchOptions(method: method, field: try RecordField(field), keep: keep)
        if let within { options.scope = .within(try RecordField(within)) }
        if let across { options.scope = .across(try RecordField(across)) }
        options.amongThemselves = amongThemselves
        return options
    }
}
