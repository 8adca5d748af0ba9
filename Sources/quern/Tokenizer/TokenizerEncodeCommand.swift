internal import ArgumentParser
internal import Foundation
internal import Recipes
internal import Records
internal import Synchronization
internal import Tokenizers

struct TokenizerEncodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encode", abstract: "Turn texts into token ids.",
        discussion: "Reads standard input, a line a text, when no input is named.")

    @OptionGroup var tokenizer: TokenizerArgument

    @Argument(help: "Files, folders or globs; plain text is read by the line.")
    var inputs: [String] = []

    @Option(help: "jsonl, ids, tokens, bin or npy.")
    var outputFormat: EncodedText.Format?

    @Flag(help: "Tell the bytes of the text that each id stands for (jsonl).")
    var offsets = false

    @Flag(
        inversion: .prefixedNo,
        help: "Put the tokenizer's own special tokens around each text, cut and pad it, as its file says.")
    var specialTokens = true

    @Option(help: "Special tokens in a text: allow (they become their ids), refuse or text.")
    var special: EncodedText.SpecialPolicy = .allow

    @Flag(help: "Print only how many tokens there are.")
    var count = false

    @OptionGroup(title: "Subword regularisation") var sampling: SamplingArguments

    @Option(help: ArgumentHelp("Threads to work with.", valueName: "n"))
    var threads: Int = ProcessInfo.processInfo.activeProcessorCount

    @Option(name: .shortAndLong, help: "File to write; standard output if not given.")
    var output: String?

    private var format: EncodedText.Format {
        outputFormat ?? (offsets || sampling.listed != nil ? .jsonl : .ids)
    }

    func validate() throws {
        guard threads > 0 else { throw ValidationError("--threads must be at least 1") }
        let isList = sampling.listed != nil
        guard !offsets || format == .jsonl && !isList else {
            throw ValidationError("--offsets is for --output-format jsonl, and not for --nbest")
        }
        guard !isList || format == .jsonl else { throw ValidationError("--nbest is for --output-format jsonl") }
        guard !count || outputFormat == nil && !offsets && !isList else {
            throw ValidationError("--count prints a number only: leave out --output-format, --offsets and --nbest")
        }
    }

    func run() throws {
        let model = try tokenizer.load()
        let sampling = try sampling.method(for: model)
        let output = try ByteOutput(path: output)
        let spool = !count && format == .npy ? try NumPySpool(vocabularySize: model.vocabularySize) : nil
        let text = EncodedText(
            model, count ? nil : format,
            options: .init(
                isFramed: specialTokens, special: special, hasOffsets: offsets, best: self.sampling.listed))
        let source = Mutex(try TextBatches(inputs))
        var total = 0
        try Workers.forEach(threads: threads, window: threads * 4) {
            EncodingCache(sampling: sampling)
        } next: { (_) throws(DataError) in
            try source.withLock { (source) throws(DataError) in try source.next() }
        } body: { (cache, batch) throws(DataError) in
            try text.encode(batch, cache)
        } consume: { (encoded) throws(DataError) in
            total += encoded.count
            if let spool { try spool.write(encoded.bytes) } else { try output.write(encoded.bytes) }
        }
        if count { try output.write(Array("\(total)\n".utf8)) }
        try spool?.finish(count: total, into: output)
        try output.finish()
    }
}
