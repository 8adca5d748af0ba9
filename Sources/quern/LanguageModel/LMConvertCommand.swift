internal import ArgumentParser
internal import Filters
internal import Recipes

struct LMConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Make an ARPA model one that is mapped into memory and scores at once.")

    @Argument(help: "Model in the ARPA format.")
    var model: String

    @Option(name: .shortAndLong, help: "File to write; .qlm by custom.")
    var output: String

    func run() throws {
        let model = try NgramModel.load(path: model)
        try model.write(path: output)
        print("\(output): \(model.sizes.map { Figures.count($0) }.joined(separator: " + ")) n-grams")
    }
}
