import Foundation
import Records
import TestSupport
import Testing

@testable import Filters

@Suite(.enabled(if: Peer.has("sys"), "needs Python: make test installs it"))
struct KneserNeyTests {
    private static let oracles = Fixtures.root + "/Tests/Oracles/language_models/"
    private let folder = Fixtures.temporaryFolder()

    struct Case: Decodable, CustomTestStringConvertible {
        var text: String
        var arguments: String
        var fault: String?
        var digest: String?

        var testDescription: String { text + " " + arguments }

        var options: KneserNeyTrainer.Options {
            var options = KneserNeyTrainer.Options()
            options.memory = 1 << 20
            let words = arguments.split(separator: " ")
            options.order = words.firstIndex(of: "-o").flatMap { Int(words[$0 + 1]) } ?? 0
            if let prune = words.firstIndex(of: "--prune") {
                options.prune = words[(prune + 1)...].compactMap { UInt64($0) }
            }
            options.hasFallback = words.contains("--discount_fallback")
            return options
        }
    }

    static let cases: [Case] = {
        let lines = try? String(
            contentsOfFile: Fixtures.root + "/Tests/Oracles/recorded/language_models.json", encoding: .utf8)
        return (lines ?? "").split(separator: "\n").compactMap {
            try? JSONDecoder().decode(Case.self, from: Data($0.utf8))
        }
    }()

    private func text(_ name: String) throws -> [UInt8] {
        Array(try Peer.run([Self.oracles + "texts.py", name]).utf8)
    }

    private func train(_ text: [UInt8], _ options: KneserNeyTrainer.Options, to name: String) throws -> String {
        let path = folder + "/" + name
        var trainer = KneserNeyTrainer(options, scratch: path + ".scratch")
        try trainer.add(text.span)
        var writer = try ARPAWriter(path: path)
        try trainer.finish(into: &writer)
        try writer.finish()
        return path
    }

    @Test func thereAreCases() { #expect(Self.cases.count == 13) }

    /// The n-grams and, to the bit, the logarithms of lmplz; of small texts its refusal.
    @Test(arguments: cases)
    func lmplzMakesTheSame(_ one: Case) throws {
        let text = try text(one.text)
        if one.fault != nil {
            #expect(throws: DataError.self) { try train(text, one.options, to: "model.arpa") }
            return
        }
        let path = try train(text, one.options, to: "model.arpa")
        #expect(try Peer.run([Self.oracles + "arpa.py", path]) == (one.digest ?? "") + "\n")
        // What was spilled is gone.
        #expect((try? FileManager.default.contentsOfDirectory(atPath: path + ".scratch")) ?? [] == [])
    }

    @Test func memoryIsNoPartOfTheModel() throws {
        let text = try text("play")
        var options = KneserNeyTrainer.Options()
        options.prune = [0, 0, 1]
        let whole = try train(text, options, to: "whole.arpa")
        // Room for a thousand rows, so that there are more runs than are open at once.
        options.memory = 1
        let spilled = try train(text, options, to: "spilled.arpa")
        #expect(try Data(contentsOf: URL(filePath: whole)) == Data(contentsOf: URL(filePath: spilled)))
    }

    /// Whatever comes before, the words that may follow share one whole.
    @Test(arguments: [("play", 3, [UInt64]()), ("play", 4, [0, 1, 2]), ("short", 3, [])])
    func probabilitiesSumToOne(name: String, order: Int, prune: [UInt64]) throws {
        var options = KneserNeyTrainer.Options()
        options.order = order
        options.prune = prune
        options.hasFallback = true
        let text = try text(name)
        var trainer = KneserNeyTrainer(options, scratch: folder + "/scratch")
        try trainer.add(text.span)
        var builder = NgramModelBuilder()
        try trainer.finish(into: &builder)
        var scorer = NgramScorer(try builder.finish())
        let words = Set(text.split { $0 == 0x20 || $0 == 0x0A }.map { String(decoding: $0, as: UTF8.self) })
        let sentence = text.split(separator: 0x0A).max { $0.count < $1.count } ?? []
        for beginning in 0..<4 {
            let context = sentence.split(separator: 0x20).prefix(beginning).map { String(decoding: $0, as: UTF8.self) }
            let sum = (words.union(["</s>", "<unk>"])).reduce(0.0) {
                $0 + pow(10, Double(scorer.logProbability(of: $1, after: context)))
            }
            #expect(abs(sum - 1) < 1e-3, "after \(context)")
        }
    }
}

extension NgramScorer {
    /// Of one word in a sentence that has begun.
    mutating func logProbability(of word: String, after context: [String]) -> Float {
        startSentence()
        for word in context { _ = next(NgramKey.word(word)) }
        return next(NgramKey.word(word)).probability
    }
}
