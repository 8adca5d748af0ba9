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

    @Option(help: "jsonl, ids, tokens or bin.")
    var outputFormat: EncodedText.Format = .ids

    @Flag(
        inversion: .prefixedNo,
        help: "Put the tokenizer's own special tokens around each text, cut and pad it, as its file says.")
    var specialTokens = true

    @Option(help: "Special tokens in a text: allow (they become their ids), refuse or text.")
    var special: EncodedText.SpecialPolicy = .allow

    @Flag(help: "Print only how many tokens there are.")
    var count = false

    @Option(help: ArgumentHelp("Threads to work with.", valueName: "n"))
    var threads: Int = ProcessInfo.processInfo.activeProcessorCount

    @Option(name: .shortAndLong, help: "File to write; standard output if not given.")
    var output: String?

    func validate() throws {
        guard threads > 0 else { throw ValidationError("--threads must be at least 1") }
    }

    func run() throws {
        let model = try tokenizer.load()
        let writer = try ByteOutput(path: output)
        let text = EncodedText(model, count ? nil : outputFormat, isFramed: specialTokens, special: special)
        let source = Mutex(try TextBatches(inputs))
        var total = 0
        try Workers.forEach(threads: threads, window: threads * 4) {
            EncodingCache()
        } next: { (_) throws(DataError) in
            try source.withLock { (source) throws(DataError) in try source.next() }
        } body: { (cache, batch) throws(DataError) in
            try text.encode(batch, cache)
        } consume: { (encoded) throws(DataError) in
            total += encoded.count
            try writer.write(encoded.bytes)
        }
        if count { try writer.write(Array("\(total)\n".utf8)) }
        try writer.finish()
    }
}
