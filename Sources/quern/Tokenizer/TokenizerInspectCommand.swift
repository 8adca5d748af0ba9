internal import ArgumentParser
internal import Foundation
internal import Records
internal import Tokenizers

struct TokenizerInspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Show how texts are cut into tokens.",
        discussion: "In colour on a terminal, else with a bar between tokens. Reads standard input if nothing is named."
    )

    @OptionGroup var tokenizer: TokenizerArgument

    @Argument(help: "Files, folders or globs; plain text is read by the line.")
    var inputs: [String] = []

    @Flag(help: "List each token with its id and its bytes.")
    var list = false

    @Flag(inversion: .prefixedNo, help: "Colours; on a terminal if not said.")
    var color: Bool?

    func run() throws {
        let model = try tokenizer.load()
        let output = try ByteOutput(path: nil)
        let cache = EncodingCache()
        let isColoured = color ?? (isatty(1) == 1)
        var batches = try TextBatches(inputs)
        try batches.forEach { (batch) throws(DataError) in
            for index in 0..<batch.count {
                let text = batch.texts[index].withUnsafeBufferPointer { Array($0) }
                var ids: [Int32] = []
                var ranges: [Range<Int>] = []
                model.encode(text.span, cache: cache, into: &ids, ranges: &ranges)
                let ends = ranges.map(\.upperBound)
                try output.write(Self.pieces(text, ends, isColoured))
                try output.write(Array("\n\(ids.count) tokens, \(text.count) bytes\n".utf8))
                if list { try output.write(Self.listed(model, text, ids, ends)) }
            }
        }
        try output.finish()
    }

    /// Backgrounds that neighbours are told apart by, of the 256 colours of a terminal.
    private static let backgrounds = [153, 157, 223, 217, 189]

    private static func pieces(_ text: [UInt8], _ ends: [Int], _ isColoured: Bool) -> [UInt8] {
        var line: [UInt8] = []
        var start = 0
        for (place, end) in ends.enumerated() {
            if isColoured { line += "\u{1B}[48;5;\(backgrounds[place % backgrounds.count]);38;5;16m".utf8 }
            line += text[start..<max(start, end)]
            line += (isColoured ? "\u{1B}[0m" : place + 1 < ends.count ? "|" : "").utf8
            start = max(start, end)
        }
        return line
    }

    private static func listed(_ model: Tokenizer, _ text: [UInt8], _ ids: [Int32], _ ends: [Int]) -> [UInt8] {
        var lines: [UInt8] = []
        var start = 0
        for (id, end) in zip(ids, ends) {
            let bytes = text[start..<max(start, end)].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
            lines += "\(id)\t\(model.name(of: id))\t\(bytes.joined(separator: " "))\n".utf8
            start = max(start, end)
        }
        return lines
    }
}
