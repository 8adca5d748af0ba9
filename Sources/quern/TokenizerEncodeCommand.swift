internal import ArgumentParser
internal import Foundation
internal import Formats
internal import Recipes
internal import Records
internal import Synchronization
internal import Tokenizers

struct TokenizerEncodeCommand: ParsableCommand {
    enum Output: String, ExpressibleByArgument, CaseIterable {
        /// `{"id", "ids"}` a record.
        case jsonl
        /// Ids with blanks between them, a line a record.
        case ids
        /// Tokens, a JSON array a line.
        case tokens
        /// Ids as 32-bit little-endian numbers, one record after the other.
        case bin
    }

    static let configuration = CommandConfiguration(
        commandName: "encode", abstract: "Turn texts into token ids.",
        discussion: "Reads standard input, a line a text, when no input is named.")

    @Option(help: ArgumentHelp("A tokenizer.json.", valueName: "file"))
    var tokenizer: String

    @Argument(help: "Files, folders or globs; plain text is read by the line.")
    var inputs: [String] = []

    @Option(help: "jsonl, ids, tokens or bin.")
    var outputFormat: Output = .ids

    @Flag(
        inversion: .prefixedNo,
        help: "Put the tokenizer's own special tokens around each text, cut and pad it, as its file says.")
    var specialTokens = true

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
        let model = try TokenizerJSON.load(path: tokenizer)
        var options = SourceOptions()
        options.unit = .line
        if inputs.isEmpty { options.format = .text }
        let files = try InputFiles.expand(inputs.isEmpty ? ["-"] : inputs, options).files
        let writer = try ByteOutput(path: output)
        let source = Mutex(
            PartSource(Part(index: 0, pieces: Part.divide(files, target: .max / 2).flatMap(\.pieces)), options))
        var total = 0
        try Workers.forEach(threads: threads, window: threads * 4) {
            EncodingCache()
        } next: { (_) throws(DataError) in
            try source.withLock { (source) throws(DataError) in try Self.nextBatch(&source) }
        } body: { [self] (cache, batch) throws(DataError) in
            encode(batch, model, cache)
        } consume: { (encoded) throws(DataError) in
            total += encoded.count
            try writer.write(encoded.bytes)
        }
        if count { try writer.write(Array("\(total)\n".utf8)) }
        try writer.finish()
    }

    private static func nextBatch(_ source: inout PartSource) throws(DataError) -> Batch? {
        var batch = Batch()
        let more = try source.read(into: &batch, limit: Batch.Limit())
        if let bad = batch.bad.first {
            throw DataError(bad.reason, file: bad.file, line: bad.line, offset: bad.offset)
        }
        return more || batch.count > 0 ? batch : nil
    }

    /// How many tokens a batch is, and what to write of them.
    private func encode(_ batch: Batch, _ model: Tokenizer, _ cache: EncodingCache) -> (count: Int, bytes: [UInt8]) {
        var ids: [Int32] = []
        var bytes: [UInt8] = []
        var total = 0
        for index in 0..<batch.count {
            ids.removeAll(keepingCapacity: true)
            model.encode(batch.texts[index], cache: cache, into: &ids)
            if specialTokens { ids = model.frame(ids) }
            total += ids.count
            if !count { append(ids, batch, index, model, &bytes) }
        }
        return (total, bytes)
    }

    private func append(_ ids: [Int32], _ batch: Batch, _ index: Int, _ model: Tokenizer, _ bytes: inout [UInt8]) {
        switch outputFormat {
        case .bin:
            // The machines we run on are little-endian, as is the file.
            ids.withUnsafeBytes { bytes.append(contentsOf: $0) }
        case .ids:
            appendList(ids, " ", &bytes)
            bytes.append(0x0A)
        case .jsonl:
            bytes.append(contentsOf: #"{"id":"#.utf8)
            JSONText.appendString(batch.ids[index], to: &bytes)
            bytes.append(contentsOf: #","ids":["#.utf8)
            appendList(ids, ",", &bytes)
            bytes.append(contentsOf: "]}\n".utf8)
        case .tokens:
            bytes.append(UInt8(ascii: "["))
            for (place, id) in ids.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONText.appendString(model.name(of: id), to: &bytes)
            }
            bytes.append(contentsOf: "]\n".utf8)
        }
    }

    private func appendList(_ ids: [Int32], _ separator: Unicode.Scalar, _ bytes: inout [UInt8]) {
        for (place, id) in ids.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: separator)) }
            JSONText.appendNumber(Int(id), to: &bytes)
        }
    }
}
