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

    @Flag(help: "Write text as soon as its characters are whole, an id a line in.")
    var stream = false

    func run() throws {
        let model = try tokenizer.load()
        if stream { return try decodeStream(model) }
        let output = try ByteOutput(path: nil)
        var number = 0
        while let line = readLine() {
            number += 1
            let ids = try line.split(separator: " ").map { try Self.id($0, line: number) }
            try output.write(try model.decode(ids, skippingSpecial: skipSpecial) + [0x0A])
        }
        try output.finish()
    }

    private func decodeStream(_ model: Tokenizer) throws {
        let output = try ByteOutput(path: nil)
        var decoding = DecodeStream(model, skippingSpecial: skipSpecial)
        var number = 0
        while let line = readLine() {
            number += 1
            for word in line.split(separator: " ") {
                try output.write(try decoding.add(try Self.id(word, line: number)))
            }
        }
        try output.write(try decoding.finish())
        try output.finish()
    }

    private static func id(_ word: Substring, line: Int) throws(DataError) -> Int32 {
        guard let id = Int32(word) else {
            throw DataError(
                "'\(word)' is not an id", file: "standard input", line: line,
                mend: "give ids with blanks between them")
        }
        return id
    }
}
