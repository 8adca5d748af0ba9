import Foundation
import Records
import TestSupport
import Testing

@testable import Filters

@Suite struct NgramScorerTests {
    private let folder = Fixtures.temporaryFolder()

    private func file(_ name: String, _ bytes: some Collection<UInt8>) throws -> String {
        try Data(bytes).write(to: URL(filePath: folder + "/" + name))
        return folder + "/" + name
    }

    private static let small = """
        \\data\\
        ngram 1=5
        ngram 2=3
        ngram 3=1

        \\1-grams:
        -1.5\t<unk>
        0\t<s>\t-0.25
        -0.75\t</s>
        -1\ta\t-0.5
        -1.25\tb\t-0.125

        \\2-grams:
        -0.5\t<s> a\t-0.0625
        -0.25\ta b\t0
        -0.375\tb </s>

        \\3-grams:
        -0.03125\t<s> a b

        \\end\\

        """

    private func score(_ model: String, _ text: String) throws -> SentenceScore {
        var scorer = NgramScorer(try NgramModel.load(path: model))
        return scorer.score(Array(text.utf8).span)
    }

    @Test func byHand() throws {
        let path = try file("small.arpa", Self.small.utf8)
        // <s> a, <s> a b, b </s>.
        let known = try score(path, "a b\n")
        #expect(known.logProbability == -0.5 - 0.03125 - 0.375)
        #expect(known.words == 2 && known.unknown == 0 && known.sentences == 1)
        #expect(abs(known.perplexity - pow(10, 0.90625 / 3)) < 1e-12)
        // The backoff of <s>, the unknown word, b and </s> behind it.
        let unknown = try score(path, "\n x  b\r\n")
        #expect(unknown.logProbability == (-0.25 - 1.5) - 1.25 - 0.375)
        #expect(unknown.words == 2 && unknown.unknown == 1 && unknown.sentences == 1)
        #expect(
            try score(path, "a b\nx b")
                == {
                    var sum = known; sum += unknown; return sum
                }())
        #expect(try score(path, " \n\n").perplexity == .infinity)
    }

    @Test func mappedModelsScoreTheSame() throws {
        let path = try file("small.arpa", Self.small.utf8)
        try NgramModel.load(path: path).write(path: folder + "/small.qlm")
        #expect(try score(folder + "/small.qlm", "a b a\nx") == score(path, "a b a\nx"))
    }

    @Test(.enabled(if: Peer.has("kenlm"), "needs kenlm: make test installs it"), arguments: [2, 3, 5])
    func asKenLM(order: Int) throws {
        let oracles = Fixtures.root + "/Tests/Oracles/language_models/"
        let text = Array(try Peer.run([oracles + "texts.py", "play"]).utf8)
        var options = KneserNeyTrainer.Options()
        options.order = order
        var trainer = KneserNeyTrainer(options, scratch: folder + "/scratch")
        try trainer.add(text.span)
        let path = folder + "/model.arpa"
        var writer = try ARPAWriter(path: path)
        try trainer.finish(into: &writer)
        try writer.finish()
        // Sentences of the training text, and with words moved and unknown ones among them.
        var random = Philox(key: UInt64(order), counter: (0, 0))
        var lines = text.split(separator: 0x0A).prefix(300).map { String(decoding: $0, as: UTF8.self) }
        lines += lines.map { line in
            line.split(separator: " ").map { Int.random(in: 0..<8, using: &random) == 0 ? "new" : String($0) }
                .shuffled(using: &random).joined(separator: " ")
        }
        let sentences = try file("sentences", lines.joined(separator: "\n").utf8)
        let wanted = try Peer.run([oracles + "score.py", path, sentences]).split(separator: "\n")
        #expect(wanted.count == lines.count)
        for (line, wanted) in zip(lines, wanted) {
            let fields = wanted.split(separator: " ")
            let found = try score(path, line)
            #expect(abs(found.logProbability - (Double(fields[0]) ?? 0)) < 1e-4)
            #expect(found.unknown == Int(fields[1]))
        }
    }

    /// Every beginning of a model is refused, or means the same.
    @Test func cutShort() throws {
        let bytes = Array(Self.small.utf8)
        for count in 0..<bytes.count {
            let path = try file("cut.arpa", bytes[..<count])
            if let found = try? score(path, "a b") {
                #expect(count >= bytes.count - 2 && found.logProbability == -0.90625)
            }
        }
        let path = try file("small.arpa", bytes)
        try NgramModel.load(path: path).write(path: folder + "/small.qlm")
        let whole = try Data(contentsOf: URL(filePath: folder + "/small.qlm"))
        for count in 0..<whole.count {
            let path = try file("cut.qlm", whole[..<count])
            #expect(throws: DataError.self) { try NgramModel.load(path: path) }
        }
    }

    @Test func bytesChanged() throws {
        let path = try file("small.arpa", Self.small.utf8)
        try NgramModel.load(path: path).write(path: folder + "/small.qlm")
        let models = [Array(Self.small.utf8), Array(try Data(contentsOf: URL(filePath: folder + "/small.qlm")))]
        var random = Philox(key: 7, counter: (0, 0))
        for number in 0..<4000 {
            var bytes = models[number % 2]
            for _ in 0..<Int.random(in: 1..<4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = try? score(try file("changed", bytes), "a b x a")
        }
    }

    @Test(arguments: [
        ("", "\\data\\", ":1: the file does not begin with \\data\\"),
        ("ngram 2=3", "ngram 2=three", ":3: this does not say how many 2-grams there are"),
        ("ngram 2=3", "ngram 2=4", ":18: this is no 2-gram with its logarithms"),
        ("-1\ta", "1\ta", ":10: a probability is above 1: its logarithm is 1.0"),
        ("-1\ta", "-x\ta", ":10: '-x' is no logarithm"), ("-1\ta", "nan\ta", ":10: 'nan' is no logarithm"),
        ("\tb\t", "\ta\t", ":11: the word is there twice"),
        ("a b\t0", "a c\t0", ":15: a word of the n-gram is not among the 1-grams"),
        ("a b\t0", "a b a\t0", ":15: this is no 2-gram with its logarithms"),
        ("a b\t0", "<s> a\t0", ":15: an n-gram is there twice, or there are more than the model says"),
        ("<s> a b", "<s> b a", ":19: an n-gram has an ending that is none"),
        ("\\end\\", "", ":22: here should be \\end\\"),
    ])
    func faults(what: String, with other: String, error: String) throws {
        let text = what.isEmpty ? "text" : Self.small.replacing(what, with: other)
        let path = try file("bad.arpa", text.utf8)
        let found = #expect(throws: DataError.self) { try NgramModel.load(path: path) }
        #expect(found?.description.hasPrefix(path + error) == true, "\(found?.description ?? "")")
    }
}
