internal import ArgumentParser
internal import Formats
internal import Foundation
internal import Recipes
internal import Records
internal import Synchronization

struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Read any readable format and write records of another.",
        discussion: "Unreadable records are named on standard error, and the exit code is then 1.")

    @OptionGroup var input: InputArguments

    @Option(
        name: .shortAndLong,
        help: "File to write: .parquet, or .jsonl, .csv or .txt, with .gz or .zst after it if wanted.")
    var output: String

    @OptionGroup(title: "Which records") var selection: SelectionArguments

    @OptionGroup(title: "What of them") var columns: ColumnArguments

    @Option(
        help: ArgumentHelp(
            "Share out records by their ids over files of these names: train=0.98,valid=0.01,test=0.01.",
            valueName: "name=share,…"))
    var split: String?

    @Option(
        help: ArgumentHelp("Write numbered files of about so much, before compression, e.g. 500M.", valueName: "size"))
    var shardSize: ByteSize?

    @Option(help: ArgumentHelp("Threads to work with: the others decompress and compress.", valueName: "n"))
    var threads = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        guard shardSize.map({ $0.bytes > 0 }) ?? true else { throw ValidationError("--shard-size must be more than 0") }
    }

    func run() throws {
        SpareThreads.count.store(threads > 1 ? threads : 0, ordering: .relaxed)
        let columns = try columns.columns()
        var selection = try selection.selection()
        let split = try split.map { try RecordSplit($0, seed: self.selection.seed) }
        var options = try input.options()
        options.reading.columns = neededColumns(columns, selection)
        var sinks = try sinks(split, columns)
        var bad = 0
        var records = try Self.records(options)
        while !selection.isDone, let batch = try records.next() {
            for record in batch.bad { Self.report(record) }
            bad += batch.bad.count
            for index in 0..<batch.count where try selection.takes(batch, index) {
                try sinks[split?.place(of: batch.ids[index]) ?? 0].append(batch, index)
            }
        }
        let receipts = try sinks.indices.map { try sinks[$0].finish() }
        summarise(receipts, split, selection, bad: bad)
        if bad > 0 { throw ExitCode(1) }
    }

    /// What is not written or asked for need not be read.
    private func neededColumns(_ columns: RecordColumns, _ selection: RecordSelection) -> [String]? {
        guard let written = OutputFormat(named: output) == .text ? [] : columns.needed else { return nil }
        return written + selection.fields
    }

    private func sinks(_ split: RecordSplit?, _ columns: RecordColumns) throws -> [ShardedSink] {
        let names = split.map { $0.names.map { ShardedSink.name(output, with: $0) } } ?? [output]
        return try names.map {
            try ShardedSink(
                folder: ".", name: $0, columns: columns, types: self.columns.types, shardBytes: shardSize?.bytes)
        }
    }

    private static func records(_ options: InputOptions) throws -> RecordBatches {
        let files = try InputFiles.expand(options.paths, options.reading).files
        return RecordBatches(files, options.reading)
    }

    private static func report(_ record: BadRecord) {
        let place = DataError(record.reason, file: record.file, line: record.line, offset: record.offset)
        FileHandle.standardError.write(Data("quern: \(place.description)\n".utf8))
    }

    private func summarise(_ receipts: [Receipt], _ split: RecordSplit?, _ selection: RecordSelection, bad: Int) {
        for (place, receipt) in receipts.enumerated() {
            let files = receipt.files.map(\.path)
            let name = files.count == 1 ? files[0] : "\(files[0]) … \(files[files.count - 1]) (\(files.count) files)"
            print("\(name): \(Figures.count(receipt.written)) records", terminator: split == nil ? ", " : "\n")
            if split != nil, place < receipts.count - 1 { continue }
            let passed = selection.passedOver > 0 ? "\(Figures.count(selection.passedOver)) passed over, " : ""
            print("\(passed)\(Figures.count(bad)) unreadable")
        }
    }
}
