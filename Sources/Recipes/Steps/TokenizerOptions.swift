internal import Records
package import Tokenizers

/// `tokenizer`: a tokenizer learnt from the texts of some steps: byte-level BPE or WordPiece as `STEP/tokenizer.json`,
/// SentencePiece's BPE or Unigram as `STEP/tokenizer.model`.
package struct TokenizerOptions: Defaulted {
    /// How languages are weighted.
    package struct Balance: Codable, Sendable {
        /// Each language's share becomes proportional to its size to this power; 0.3 is mT5's.
        package var temperature: Double
        package init(temperature: Double) { self.temperature = temperature }
    }

    package var from: [String] = []
    package var vocabularySize = 32_000
    /// Further vocabularies from the same run, each less than `vocabularySize`, as `STEP/tokenizer-SIZE.json`.
    package var smallerSizes: [Int] = []
    package var balance: Balance?
    /// Pairs that occur less often are not merged. For byte-level BPE and WordPiece, as are the special tokens.
    package var minimumFrequency = 0
    package var specialTokens: [String] = []
    /// How text is cut before tokens are learnt: a name of `PretokenPattern.named`, or a regular expression. For byte-level
    /// BPE, as are the next three.
    package var pattern = PretokenPattern.gpt2
    /// Tokens stay shorter than this many bytes.
    package var maximumTokenLength: Int?
    /// Bytes that get tokens though they do not occur, by the characters that stand for them in tokenizer files; all
    /// unless given.
    package var initialAlphabet: String?
    /// Given, though it be empty: learn pieces of several words, too.
    package var superwords: SuperwordTraining?
    /// Given, though it be empty: train a SentencePiece model.
    package var sentencePiece: SentencePieceTraining?
    /// Given, though it be empty: train WordPiece.
    package var wordPiece: WordPieceTraining?
    package init() {}
}

extension TokenizerOptions: StepAction {
    static let action = "tokenizer"
    private var file: String { sentencePiece == nil ? "tokenizer.json" : "tokenizer.model" }
    var uses: [String] { from }

    func passes(step: String) -> [PassDescription] {
        let work = "\(Workspace.hidden)/work/\(step)/"
        let sentences = sentencePiece?.inputSentenceSize ?? 0
        let sample = PassDescription(
            name: step + "/sample", kind: .map, reads: from.map { $0 + "/" }, writes: [work],
            does: "draw \(sentences) sentences")
        return (sentences > 0 ? [sample] : []) + [
            PassDescription(
                name: step + "/count", kind: .map, reads: from.map { $0 + "/" }, writes: [work], does: "count words"),
            PassDescription(
                name: step + "/train", kind: .reduce, reads: [work],
                writes: ([vocabularySize] + smallerSizes).map { path(step, $0) },
                does: "add the counts and learn \(vocabularySize) tokens"),
        ]
    }

    func run(step: String, after earlier: StepResults, in run: Run) throws(DataError) -> StepResult {
        try check()
        var tasks: [PassTask] = []
        for name in from { tasks += try earlier.tasks(over: name, from: tasks.count) }
        let counted = try WordCountPass(step: step, options: self, run: run).receipts(tasks)
        let trained = try TokenizerPass(step: step, options: self, run: run).receipts(counted)
        var result = StepResult(receipts: trained)
        result.tokenizer = result.receipt.files.first
        return result
    }

    /// The vocabularies' sizes in ascending order.
    var sizes: [Int] { smallerSizes.sorted() + [vocabularySize] }

    /// Where the tokenizer of a size goes.
    func path(_ step: String, _ size: Int) -> String {
        if size == vocabularySize { return "\(step)/\(file)" }
        return "\(step)/" + file.replacing(".", with: "-\(size).")
    }

    private func check() throws(DataError) {
        guard smallerSizes.allSatisfy({ $0 > 0 && $0 < vocabularySize }) else {
            throw DataError(
                "a size of smallerSizes is not less than the vocabularySize of \(vocabularySize)",
                mend: "name the largest size as vocabularySize")
        }
        if let balance, !(0...1).contains(balance.temperature) {
            throw DataError("the balance's temperature of \(balance.temperature) is not from 0 to 1")
        }
        guard sentencePiece == nil || wordPiece == nil else {
            throw DataError("sentencePiece and wordPiece are two models", mend: "leave one out")
        }
        let misplaced = misplaced.filter(\.isGiven).map(\.name)
        guard misplaced.isEmpty else {
            let model = wordPiece == nil ? "SentencePiece" : "WordPiece"
            throw DataError(
                "\(misplaced.joined(separator: ", ")): no option of \(model)",
                mend: wordPiece == nil
                    ? "leave it out; special tokens are controlSymbols or userDefinedSymbols of sentencePiece"
                    : "leave it out")
        }
    }

    /// Options that the model does not have.
    private var misplaced: [(name: String, isGiven: Bool)] {
        if sentencePiece == nil && wordPiece == nil { return [] }
        let byteLevel = [
            ("pattern", pattern != .gpt2), ("maximumTokenLength", maximumTokenLength != nil),
            ("initialAlphabet", initialAlphabet != nil), ("superwords", superwords != nil),
        ]
        let shared = [("specialTokens", !specialTokens.isEmpty), ("minimumFrequency", minimumFrequency != 0)]
        return sentencePiece == nil ? byteLevel : byteLevel + shared
    }
}
