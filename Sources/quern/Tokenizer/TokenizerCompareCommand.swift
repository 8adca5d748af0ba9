internal import ArgumentParser
internal import Records
internal import Text
internal import Tokenizers

struct TokenizerCompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Tell how many tokens texts take, by language.",
        discussion: """
            For each tokenizer: bytes a token, tokens a character, tokens a word (fertility), and with --reference how \
            many tokens a language takes for one of the reference's, which tells of parity where the texts are \
            translations of each other. The records tell their languages.
            """)

    @Option(
        name: .customLong("tokenizer"), help: ArgumentHelp("A tokenizer's file; may be repeated.", valueName: "file"))
    var tokenizers: [String]

    @Option(
        help: ArgumentHelp("How a rank file's text is cut, if its name does not tell.", valueName: "pattern"),
        transform: { try PretokenPattern($0) })
    var pattern: PretokenPattern?

    @Option(help: ArgumentHelp("Field that holds the language.", valueName: "field"))
    var languageField: String?

    @Option(help: ArgumentHelp("The language that others are compared with.", valueName: "language"))
    var reference: String?

    @Argument(help: "Files, folders or globs; plain text is read by the line.")
    var inputs: [String]

    func run() throws {
        var tallies: [TokenTally] = []
        for path in tokenizers {
            let model = try TokenizerFile.load(path: path, pattern: pattern)
            var tally = TokenTally(name: path, vocabularySize: model.vocabularySize)
            let cache = EncodingCache()
            var batches = try TextBatches(inputs, languageField: languageField)
            try batches.forEach { (batch) throws(DataError) in
                for index in 0..<batch.count {
                    let tokens = model.countTokens(batch.texts[index], cache: cache)
                    tally.add(batch.texts[index], language: batch.languages[index], tokens: tokens)
                }
            }
            tallies.append(tally)
        }
        if let reference, let tally = tallies.first, tally.languages[reference] == nil {
            throw DataError(
                "no text is in the language '\(reference)'",
                mend: "name one of \(tally.languages.keys.sorted().joined(separator: ", "))")
        }
        for tally in tallies { print(tally.table(reference: reference)) }
    }
}
