internal import ArgumentParser
internal import Foundation
internal import Records
internal import Tokenizers

struct TokenizerDecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode", abstract: "Turn token ids into text.",
        discussion: "Reads ids with blanks between them from standard input and writes a text a line.")

    @OptionGroup var tokenizer: TokenizerArgument

    @Flag(help: "Leave special tokens out.")
    var skipSpecial = false

    func run() throws {
        let model = try tokenizer.load()
        let output = try ByteOutput(path: nil)
        var number = 0
        while let line = readLine() {
            number += 1
            var ids: [Int32] = []
            for word in line.split(separator: " ") {
                guard let id = Int32(word) else {
                    throw DataError(
                        "'\(word)' is not an id", file: "standard input", line: number,
                        mend: "give ids with blanks between them")
                }
                ids.append(id)
            }
            try output.write(try model.decode(ids, skippingSpecial: skipSpecial) + [0x0A])
        }
        try output.finish()
    }
}
