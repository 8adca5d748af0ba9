import Foundation
import TestSupport
import Testing

/// `quern tokenizer encode` as its user runs it.
@Suite(.enabled(if: QuernBinary.isBuilt, "needs the release binary: make build"))
struct EncodeCommandTests {
    private let folder = Fixtures.temporaryFolder()

    private func file(_ name: String, _ text: String) throws -> String {
        let path = "\(folder)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    /// Bytes as the ids 0 to 255, and some of them in pairs.
    private func ranks(_ name: String = "small.tiktoken") throws -> String {
        let tokens = (0..<256).map { [UInt8($0)] } + ["he", "ll", "hell", "wo"].map { Array($0.utf8) }
        return try file(
            name, tokens.enumerated().map { "\(Data($1).base64EncodedString()) \($0)\n" }.joined())
    }

    private func encode(_ arguments: String..., input: String) throws -> QuernBinary.Outcome {
        try QuernBinary.run(
            ["tokenizer", "encode", "--tokenizer", try ranks(), "--pattern", "gpt2"] + arguments, input: input)
    }

    @Test func offsetsAreTheBytesOfTheInput() throws {
        let outcome = try encode("--offsets", input: "hello é\n")
        #expect(
            outcome.output
                == #"{"id":"-#0","ids":[258,111,32,195,169],"offsets":[[0,4],[4,5],[5,6],[6,7],[7,8]]}"# + "\n",
            "\(outcome)")
    }

    @Test(.enabled(if: Peer.has("numpy"), "needs numpy: make test installs it"))
    func numpyLoadsItsArrays() throws {
        for (count, type) in [(0, "uint16"), (1, "uint16"), (40_000, "uint16")] {
            let input = String(repeating: "hello world\n", count: count)
            _ = try encode("--output-format", "npy", "-o", "\(folder)/ids.npy", input: input)
            let answer = try Peer.run([
                "-c", "import numpy; a=numpy.load(r'\(folder)/ids.npy'); print(a.dtype, a.shape, a[-6:].tolist())",
            ])
            let ids = try encode(input: input).output.split(whereSeparator: \.isWhitespace)
            let last = ids.suffix(6).joined(separator: ", ")
            #expect(answer == "\(type) (\(ids.count),) [\(last)]\n")
        }
    }

    @Test func drawsDoNotDependOnThreads() throws {
        let input = String(repeating: "hello hello world\n", count: 30_000)
        let outputs = try ["1", "2", "5"].map {
            try encode("--dropout", "0.3", "--seed", "7", "--threads", $0, input: input)
        }
        #expect(outputs[0].status == 0 && Set(outputs.map(\.output)).count == 1)
        #expect(Set(outputs[0].output.split(separator: "\n")).count > 20)
        #expect(try encode("--dropout", "0.3", "--seed", "8", input: input).output != outputs[0].output)
        #expect(try encode("--dropout", "0", input: "hello\n").output == encode(input: "hello\n").output)
    }

    @Test func countsAreThoseOfTheIds() throws {
        let input = String(repeating: "hello wörld  \n", count: 1000)
        let ids = try encode(input: input).output.split(whereSeparator: \.isWhitespace)
        #expect(try encode("--count", input: input).output == "\(ids.count)\n")
    }

    @Test(arguments: [
        ["--offsets", "--output-format", "bin"], ["--offsets", "--count"], ["--count", "--output-format", "npy"],
        ["--alpha", "0.1"], ["--dropout", "1.5"], ["--dropout", "0.1", "--sample"], ["--nbest", "0"],
        ["--nbest", "2", "--offsets"], ["--nbest", "600", "--sample"], ["--pattern", "(a"], ["--pattern", "gpt5"],
    ])
    func wrongUsageExitsWith64(arguments: [String]) throws {
        let outcome = try QuernBinary.run(["tokenizer", "encode", "--tokenizer", try ranks()] + arguments, input: "")
        #expect(outcome.status == 64 && outcome.errors.hasPrefix("Error: "), "\(outcome)")
    }

    @Test(arguments: [["--sample"], ["--nbest", "2"]])
    func whatTheModelCannotDoIsOneLine(arguments: [String]) throws {
        let outcome = try QuernBinary.run(
            ["tokenizer", "encode", "--pattern", "gpt2", "--tokenizer", try ranks()] + arguments, input: "a\n")
        #expect(outcome.status == 1 && outcome.errors.split(separator: "\n").count == 1, "\(outcome)")
    }
}
