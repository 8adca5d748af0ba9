internal import ArgumentParser
internal import Foundation
internal import Records
internal import Tokenizers

struct TokenizerPruneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Make a vocabulary smaller.",
        discussion: """
            Leaves out the tokens that some text uses least, or those of a list, which has a token a line. Bytes, single \
            characters and special tokens stay.
            """)

    @OptionGroup var tokenizer: TokenizerArgument

    @Argument(help: "Text to count usage in: files, folders or globs.")
    var inputs: [String] = []

    @Option(help: ArgumentHelp("Tokens to leave.", valueName: "n"))
    var vocabSize: Int?

    @Option(help: ArgumentHelp("File with tokens to leave out, spelt as in the tokenizer's file.", valueName: "file"))
    var remove: String?

    @Option(name: .shortAndLong, help: "File to write.")
    var output: String

    func validate() throws {
        guard (vocabSize == nil) != (remove == nil) else {
            throw ValidationError("give --vocab-size and text, or --remove")
        }
        if vocabSize != nil && inputs.isEmpty { throw ValidationError("name the text to count usage in") }
    }

    func run() throws {
        let model = try tokenizer.load()
        var pruning = try TokenizerPruning(model)
        if let vocabSize {
            try EditedTokenizer.write(
                pruning.shrink(to: vocabSize, usage: try usage(model)), of: model, to: output)
        } else if let remove {
            try EditedTokenizer.write(pruning.remove(try listed(remove, model)), of: model, to: output)
        }
    }

    private func usage(_ model: Tokenizer) throws(DataError) -> [Int64] {
        var usage = [Int64](repeating: 0, count: model.vocabularySize)
        let cache = EncodingCache()
        var ids: [Int32] = []
        var batches = try TextBatches(inputs)
        try batches.forEach { (batch) throws(DataError) in
            for index in 0..<batch.count {
                ids.removeAll(keepingCapacity: true)
                model.encode(batch.texts[index], cache: cache, into: &ids)
                for id in ids { usage[Int(id)] += 1 }
            }
        }
        return usage
    }

    private func listed(_ path: String, _ model: Tokenizer) throws -> [Int32] {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        return try lines.enumerated().map { place, name in
            guard let id = model.id(ofToken: String(name)) else {
                throw DataError(
                    "'\(name)' is no token", file: path, line: place + 1, mend: "spell it as the tokenizer's file does")
            }
            return id
        }
    }
}
