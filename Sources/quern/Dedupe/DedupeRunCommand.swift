internal import ArgumentParser
internal import Dedup
internal import Recipes
internal import Records

struct DedupeRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Remove duplicate documents (what dedupe does if nothing else is said).")

    @OptionGroup var input: InputArguments

    @Option(
        help: """
            exact (equal but for what --ignore names), minhash (similar, verified), simhash (fingerprints of 64 bits \
            that differ in few), containment (nearly all of it in another), bloom (equal to what a filter of a few bytes \
            a document has seen); of parts of documents, lines (or paragraphs, \
            or sentences, that stood in the corpus before) and substring (bytes or words in a row that did).
            """)
    var method: DedupeMethod = .minhash

    @OptionGroup(title: "exact") var exact: ExactArguments
    @OptionGroup(title: "minhash") var minhash: MinHashArguments
    @OptionGroup(title: "simhash") var simhash: SimHashArguments
    @OptionGroup(title: "bloom") var bloom: BloomArguments
    @OptionGroup(title: "lines") var lines: LinesArguments
    @OptionGroup(title: "substring") var substring: SubstringArguments

    @Option(
        help: ArgumentHelp(
            "Which of several duplicates stays: priority=FIELD:FIRST>SECOND, quality[=FIELD], longest, first; by commas.",
            valueName: "policy"))
    var keep: KeepPolicy = KeepPolicy()

    @Option(help: ArgumentHelp("Only documents with the same value of this field are duplicates.", valueName: "field"))
    var within: String?

    @Option(
        help: ArgumentHelp("Only documents with different values of this field are duplicates.", valueName: "field"))
    var across: String?

    @Flag(help: "Decide and account for it, but write no documents.")
    var reportOnly = false

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Remove what these indexes hold already, too.", valueName: "folder"))
    var against: [String] = []

    @Option(help: ArgumentHelp("Add the documents that are kept to this index.", valueName: "folder"))
    var index: String?

    @Option(name: .shortAndLong, help: "Folder to write.")
    var output: String

    @OptionGroup var machine: MachineOptions

    func run() throws {
        var read = Step(name: "read")
        read.read = ReadOptions()
        read.read?.sources = [try input.options()]
        var distinct = Step(name: "distinct")
        distinct.dedupe = try options(from: read.name)
        try machine.run(Recipe(name: "dedupe", output: output, steps: [read, distinct]))
    }

    private func options(from step: String) throws -> DedupeOptions {
        var options = DedupeOptions()
        options.from = step
        options.keep = keep
        options.within = within
        options.across = across
        options.reportOnly = reportOnly
        options.against = against
        options.index = index
        switch method {
        case .exact: options.exact = try exact.options()
        case .minhash: options.minhash = minhash.options
        case .simhash: options.simhash = simhash.options(minhash)
        case .containment: options.containment = minhash.containment
        case .bloom: options.bloom = try bloom.options(exact)
        case .lines: options.lines = try lines.options(exact)
        case .substring: options.substring = substring.options
        }
        try refuseOthers()
        return options
    }

    /// Options of another method than the one that was asked for are a mistake.
    private func refuseOthers() throws {
        let given: [([DedupeMethod], Bool)] = [
            ([.exact, .bloom], exact.by != ExactOptions().by),
            ([.exact, .bloom, .lines], !exact.ignore.isEmpty),
            ([.minhash], minhash.isGiven),
            ([.minhash, .containment], minhash.threshold != nil),
            ([.minhash, .simhash, .containment], minhash.shingle != nil || minhash.shingleUnit != nil),
            ([.simhash], simhash.isGiven),
            ([.bloom], bloom.isGiven),
            ([.lines], lines.isGiven),
            ([.substring], substring.options != SubstringOptions()),
        ]
        for (methods, isGiven) in given where isGiven && !methods.contains(method) {
            throw ValidationError(
                "options of --method \(methods[0].rawValue) are given with --method \(method.rawValue)")
        }
    }
}

extension DedupeMethod: ExpressibleByArgument {}

extension KeepPolicy: ExpressibleByArgument {
    init?(argument: String) {
        do { try self.init(argument) } catch { return nil }
    }

    var defaultValueDescription: String { description }
}
