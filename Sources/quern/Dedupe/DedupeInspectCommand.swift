internal import ArgumentParser
internal import Foundation
internal import Recipes
internal import Records

struct DedupeInspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show clusters of duplicates: the largest ones, or what the documents of one have in common.",
        discussion: "What only the kept document has is red or [-so-], what only the other has green or {+so+}.")

    @Argument(help: "The output folder of a run.")
    var folder: String

    @Option(help: ArgumentHelp("The step that dedupes, if there are several.", valueName: "name"))
    var step: String?

    @Option(help: ArgumentHelp("Show this cluster.", valueName: "number"))
    var cluster: Int?

    @Option(help: ArgumentHelp("Show the cluster of this document.", valueName: "id"))
    var id: String?

    @Option(help: ArgumentHelp("How many clusters to list, or documents of one to show.", valueName: "n"))
    var top: Int = 10

    func run() throws {
        let browser = try ClusterBrowser(folder: folder, step: step)
        if let number = try id.map({ try browser.number(of: $0) }) ?? cluster {
            try show(number, of: browser)
        } else {
            let (largest, total) = try browser.largest(top)
            for cluster in largest {
                print("\(cluster.number)  \(Figures.count(cluster.size)) documents  \(cluster.kept)")
            }
            print("\(Figures.count(total)) clusters; to see one: quern dedupe inspect \(folder) --cluster NUMBER")
        }
    }

    private func show(_ number: Int, of browser: ClusterBrowser) throws {
        let (cluster, members) = try browser.cluster(number, members: top)
        let texts = try browser.texts(of: [cluster.kept] + members.map(\.id))
        print("cluster \(cluster.number): \(Figures.count(cluster.size)) documents, of which \(cluster.kept) stays")
        for member in members {
            let measure = member.isEstimate ? "similarity estimated at" : "similarity"
            let band = member.band.map { $0 == 0 ? ", the same throughout" : ", met in band \($0)" } ?? ""
            print("\n\(member.id): \(measure) \(member.similarity)\(band)")
            if let kept = texts[cluster.kept], let other = texts[member.id] {
                print(WordDiff(kept, other).pieces.map(mark).joined())
            } else {
                print("(the run wrote no text of \(texts[cluster.kept] == nil ? cluster.kept : member.id))")
            }
        }
    }

    private func mark(_ piece: WordDiff.Piece) -> String {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        // Texts may hold anything, but may not tell the terminal what to do.
        let text = String(
            String.UnicodeScalarView(
                piece.text.unicodeScalars.map { scalar in
                    scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
                        ? "\u{FFFD}" : scalar
                }))
        return switch piece.change {
        case .same: text
        case .removed: isTerminal ? "\u{1B}[31m\(text)\u{1B}[0m" : "[-\(text)-]"
        case .added: isTerminal ? "\u{1B}[32m\(text)\u{1B}[0m" : "{+\(text)+}"
        }
    }
}
