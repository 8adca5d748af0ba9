internal import ArgumentParser
internal import Formats
internal import Foundation
internal import Recipes
internal import Records

struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Read any readable format and write records of another.",
        discussion: "Unreadable records are named on standard error, and the exit code is then 1.")

    @OptionGroup var input: InputArguments

    @Option(
        name: .shortAndLong,
        help: "File to write: .parquet, or .jsonl, .csv or .txt, with .gz or .zst after it if wanted.")
    var output: String

    @Option(
        help: ArgumentHelp(
            "Types of Parquet's columns, such as score=double,tags=string[]; the others follow the records.",
            valueName: "name=type,…"))
    var types = ""

    func run() throws {
        var options = try input.options()
        // Of what is not written no more need be read.
        if OutputFormat(named: output) == .text { options.reading.columns = [] }
        let files = try InputFiles.expand(options.paths, options.reading).files
        var sink = try RecordSink(folder: ".", name: output, types: types)
        var batch = Batch()
        var bad = 0
        for part in Part.divide(files, target: .max / 2) {
            var source = PartSource(part, options.reading)
            var more = true
            while more {
                batch.removeAll()
                more = try source.read(into: &batch, limit: Batch.Limit())
                try sink.write(batch)
                for record in batch.bad {
                    let place = DataError(record.reason, file: record.file, line: record.line, offset: record.offset)
                    FileHandle.standardError.write(Data("quern: \(place.description)\n".utf8))
                }
                bad += batch.bad.count
            }
        }
        let receipt = try sink.finish()
        print("\(output): \(Figures.count(receipt.written)) records, \(Figures.count(bad)) unreadable")
        if bad > 0 { throw ExitCode(1) }
    }
}
