internal import ArgumentParser
internal import Filters
internal import Foundation
internal import Recipes
internal import Records

struct LMTrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train an n-gram model with modified Kneser-Ney smoothing, as lmplz does: each line is a sentence.",
        discussion: "Words are what stands between blanks; give text that is cut into words or pieces of a tokenizer.")

    @Argument(help: "Files, folders or globs; none is standard input. Plain text is read by the line.")
    var inputs: [String] = []

    @Option(help: ArgumentHelp("Words of the longest n-grams.", valueName: "n"))
    var order = 5

    @Option(
        help: ArgumentHelp(
            "Prune n-grams that occur at most so often, by order: 0,0,1; the last goes for all longer ones.",
            valueName: "n,…"))
    var prune: String?

    @Flag(help: "Where a text is too small or odd for discounts, take fixed ones instead of refusing.")
    var discountFallback = false

    @Option(help: ArgumentHelp("Memory to stay under, e.g. 2G; the vocabulary comes on top.", valueName: "size"))
    var memory: ByteSize = ByteSize(2 << 30)

    @Option(
        name: .shortAndLong,
        help:
            "File to write: .arpa, which KenLM and others read, or .qlm, which is mapped into memory and scores at once."
    )
    var output: String

    private func options() throws -> KneserNeyTrainer.Options {
        var options = KneserNeyTrainer.Options()
        guard KneserNeyTrainer.orders.contains(order) else {
            throw ValidationError(
                "--order must be \(KneserNeyTrainer.orders.lowerBound) to \(KneserNeyTrainer.orders.upperBound)")
        }
        options.order = order
        options.hasFallback = discountFallback
        options.memory = memory.bytes
        if let prune {
            let parts = prune.split(separator: ",", omittingEmptySubsequences: false)
            options.prune = parts.compactMap { UInt64($0) }
            let isOrdered = zip(options.prune, options.prune.dropFirst()).allSatisfy { $0 <= $1 }
            guard options.prune.count == parts.count, isOrdered, options.prune.first == 0 else {
                throw ValidationError("--prune takes numbers that begin with 0 and do not fall, such as 0,0,1")
            }
        }
        return options
    }

    func validate() throws { _ = try options() }

    func run() throws {
        let scratch = output + ".scratch"
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        var trainer = KneserNeyTrainer(try options(), scratch: scratch)
        var batches = try TextBatches(inputs)
        try batches.forEach { (batch) throws(DataError) in
            for index in 0..<batch.count { try trainer.add(batch.texts[index]) }
        }
        let words = trainer.wordCount
        if output.hasSuffix(".qlm") {
            var builder = NgramModelBuilder()
            try trainer.finish(into: &builder)
            try builder.finish().write(path: output)
        } else {
            var writer = try ARPAWriter(path: output)
            try trainer.finish(into: &writer)
            try writer.finish()
        }
        print("\(output): an n-gram model of order \(order) from \(Figures.count(words)) words")
    }
}
