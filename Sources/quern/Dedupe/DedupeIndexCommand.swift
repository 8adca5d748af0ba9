internal import ArgumentParser
internal import Dedup
internal import Foundation
internal import Recipes
internal import Records

struct DedupeIndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index", abstract: "Look into, ask and merge indexes of documents that were kept.",
        subcommands: [Info.self, Query.self, Merge.self])

    struct Info: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say what an index holds and how it was made.")

        @Argument(help: "The index.")
        var index: String

        func run() throws {
            let index = try DuplicateIndex(folder: index)
            print("\(index.folder): \(index.parameters)")
            if let curve = try index.parameters.minhash?.parameters.curve {
                print("chance to be compared, by similarity: \(curve)")
            }
            for segment in index.segments {
                print("\(segment.name)  \(Figures.count(segment.documents)) documents  \(Figures.bytes(segment.bytes))")
            }
        }
    }

    struct Query: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Say which documents an index holds already: a line of JSON each, with the similar document of the index."
        )

        @Argument(help: "The index.")
        var index: String

        @OptionGroup var input: InputArguments

        @Option(
            help: ArgumentHelp(
                "Jaccard similarity, or share that is contained, from which documents are duplicates.",
                valueName: "share"))
        var threshold: Double?

        @OptionGroup var machine: MachineOptions

        func run() throws {
            let parameters = try DuplicateIndex(folder: index).parameters
            var read = Step(name: "read")
            read.read = ReadOptions()
            read.read?.sources = [try input.options()]
            var query = Step(name: "query")
            query.dedupe = DedupeOptions()
            query.dedupe?.from = read.name
            query.dedupe?.against = [index]
            query.dedupe?.amongThemselves = false
            query.dedupe?.reportOnly = true
            query.dedupe?.exact = parameters.exact
            query.dedupe?.minhash = parameters.minhash
            query.dedupe?.minhash?.threshold = threshold
            query.dedupe?.simhash = parameters.simhash
            query.dedupe?.containment = parameters.containment
            if let threshold { query.dedupe?.containment?.threshold = threshold }
            query.dedupe?.within = parameters.within
            query.dedupe?.across = parameters.across
            let folder = NSTemporaryDirectory() + "quern-query-\(ProcessInfo.processInfo.processIdentifier)"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let recipe = Recipe(name: "query", output: folder, steps: [read, query])
            _ = try Run.run(recipe, machine: machine.machine, progress: Progress(isQuiet: machine.quiet))
            let rows = try FileHandle(forReadingFrom: URL(filePath: folder + "/clusters/query.jsonl"))
            let output = try ByteOutput(path: nil)
            while let bytes = try rows.read(upToCount: 1 << 16), !bytes.isEmpty { try output.write(Array(bytes)) }
        }
    }

    struct Merge: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make one index of several, in one piece.")

        @Argument(help: "The indexes.")
        var indexes: [String]

        @Option(name: .shortAndLong, help: "Folder of the new index.")
        var output: String

        @OptionGroup var machine: MachineOptions

        func run() throws {
            var read: [DuplicateIndex] = []
            for folder in indexes { read.append(try DuplicateIndex(folder: folder)) }
            let merged = try DuplicateIndex.merge(read, into: output, memory: machine.memory.bytes)
            let count = merged.segments.reduce(0) { $0 + $1.documents }
            print("\(output): \(Figures.count(count)) documents")
        }
    }
}
