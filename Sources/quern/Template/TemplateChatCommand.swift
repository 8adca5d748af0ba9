internal import ArgumentParser
internal import Formats
internal import Foundation
internal import Recipes
internal import Records
internal import Synchronization
internal import Templating
internal import Tokenizers

struct TemplateChatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat",
        abstract: "Render conversations with a model's chat template, and tell what of them is trained on.",
        discussion: """
            Reads {"messages", "tools", "documents", "chat_template_kwargs"} records and writes {"id", "text", "spans"},
            with a tokenizer also "ids" and "labels" (-100 where nothing is trained). Spans count characters. A message
            is not trained on if it says "train": false or "weight": 0.
            """)

    @Option(
        help: ArgumentHelp("A .jinja file, a tokenizer_config.json, or a model's folder.", valueName: "path"))
    var template: String

    @Option(help: ArgumentHelp("The model's tokenizer: a file as `tokenizer encode` takes it.", valueName: "file"))
    var tokenizer: String?

    @Option(help: "Turns of the assistant to train on: all or last.")
    var train: TrainedTurns.Choice = .all

    @Option(help: ArgumentHelp("Tokens of a record that are kept.", valueName: "n"))
    var maxLength: Int?

    @Flag(help: "Write prompts: each conversation with the beginning of a reply behind it.")
    var addGenerationPrompt = false

    @Flag(help: "Write prompts: each conversation up to where its last message can be gone on with.")
    var continueFinalMessage = false

    @Option(help: ArgumentHelp("What templates take for today, such as 2026-01-31.", valueName: "date"))
    var date: CivilTime?

    @Option(
        help: ArgumentHelp("A variable of the template, in JSON: enable_thinking=false.", valueName: "name=value"))
    var set: [String] = []

    @Flag(help: "Print the texts for reading, what is trained in colour.")
    var show = false

    @Argument(help: "Files, folders or globs of records; standard input, JSON Lines, if none.")
    var inputs: [String] = []

    @Option(name: .shortAndLong, help: "File to write; standard output if not given.")
    var output: String?

    @Option(help: ArgumentHelp("Threads to work with.", valueName: "n"))
    var threads: Int = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        guard threads > 0 else { throw ValidationError("--threads must be at least 1") }
        guard maxLength.map({ $0 > 0 && tokenizer != nil }) ?? true else {
            throw ValidationError("--max-length counts tokens: it must be at least 1, and needs --tokenizer")
        }
        guard !addGenerationPrompt || !continueFinalMessage else {
            throw ValidationError("--add-generation-prompt begins a message, --continue-final-message goes on with one")
        }
    }

    private var purpose: ChatRecords.Purpose {
        addGenerationPrompt ? .prompt : continueFinalMessage ? .opening : .training(train)
    }

    func run() throws {
        var chat = try ChatTemplateFile.load(path: template)
        chat.time = date
        let model = try tokenizer.map { (path) throws(DataError) in try TokenizerFile.load(path: path, pattern: nil) }
        let records = ChatRecords(
            chat, model, purpose, maximum: maxLength, variables: try variables(), isShown: show)
        let output = try ByteOutput(path: output)
        let source = Mutex(try batches())
        var tally = ChatRecords.Tally()
        try Workers.forEach(threads: threads, window: threads * 4) {
            EncodingCache()
        } next: { (_) throws(DataError) in
            try source.withLock { (source) throws(DataError) in try source.next() }
        } body: { (cache, batch) throws(DataError) in
            records.render(batch, cache)
        } consume: { (rendered) throws(DataError) in
            tally.add(rendered.tally)
            for fault in rendered.faults { Self.say(fault.description) }
            try output.write(rendered.bytes)
        }
        try output.finish()
        Self.say(tally.description)
        if tally.failed > 0 { throw ExitCode(1) }
    }

    private static func say(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    private func variables() throws -> JSONObject {
        var variables = JSONObject()
        for setting in set {
            guard let cut = setting.firstIndex(of: "=") else {
                throw ValidationError("--set takes name=value, not '\(setting)'")
            }
            let value = String(setting[setting.index(after: cut)...])
            // What is no JSON is meant as a string.
            variables[String(setting[..<cut])] = (try? JSONValue.parse(value)) ?? .string(value)
        }
        return variables
    }

    private func batches() throws(DataError) -> RecordBatches {
        var options = SourceOptions()
        if inputs.isEmpty { options.format = .jsonl }
        return RecordBatches(try InputFiles.expand(inputs.isEmpty ? ["-"] : inputs, options).files, options)
    }
}

extension TrainedTurns.Choice: ExpressibleByArgument {}

extension CivilTime: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
