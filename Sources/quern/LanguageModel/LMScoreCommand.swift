internal import ArgumentParser
internal import Filters
internal import Foundation
internal import Records

struct LMScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Score texts with an n-gram model: perplexity, logarithm of the probability, words, unknown words.",
        discussion: """
            A line of JSON for each record; each line of its text is a sentence. The last line is of all together.
            """)

    @Argument(help: "Files, folders or globs; none is standard input. Plain text is read by the line.")
    var inputs: [String] = []

    @Option(help: ArgumentHelp("Model: ARPA, or one of quern's.", valueName: "file"))
    var model: String

    @Option(name: .shortAndLong, help: "File to write, instead of standard output.")
    var output: String?

    func run() throws {
        var scorer = NgramScorer(try NgramModel.load(path: model))
        var batches = try TextBatches(inputs)
        var total = SentenceScore()
        let output = try ByteOutput(path: output)
        var line: [UInt8] = []
        try batches.forEach { (batch) throws(DataError) in
            for index in 0..<batch.count {
                let score = scorer.score(batch.texts[index])
                total += score
                line.removeAll(keepingCapacity: true)
                line.append(contentsOf: "{\"id\":".utf8)
                JSONText.appendString(batch.ids[index], to: &line)
                Self.append(score, to: &line)
                try output.write(line)
            }
        }
        line = Array("{\"all\":true".utf8)
        Self.append(total, to: &line)
        try output.write(line)
        try output.finish()
    }

    private static func append(_ score: SentenceScore, to line: inout [UInt8]) {
        let perplexity = score.perplexity.isFinite ? score.perplexity.description : "null"
        line.append(
            contentsOf: """
                ,"perplexity":\(perplexity),"log10":\(score.logProbability),"words":\(score.words),\
                "unknown":\(score.unknown),"sentences":\(score.sentences)}

                """.utf8)
    }
}
