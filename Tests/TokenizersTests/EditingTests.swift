import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

/// Vocabularies made longer, shorter and one of two.
struct EditingTests {
    private static func text(_ languages: String...) throws -> [UInt8] {
        try languages.flatMap {
            [UInt8](try Data(contentsOf: URL(filePath: "\(Fixtures.root)/Corpora/written/\($0).txt")))
        }
    }

    private static let special = ["<|end|>", "<pad>"]

    private static func counts(_ text: [UInt8]) -> PretokenCounts {
        var counts = PretokenCounts(pattern: .gpt2)
        counts.add(text.span)
        return counts
    }

    private static func trained(_ size: Int, _ text: [UInt8]) throws -> Tokenizer {
        let options = BPETrainer.Options(vocabularySize: size, specialTokens: special)
        let model = try BPETrainer(options, words: TrainingWords(counts(text))).train()
        return Tokenizer(model: model, pattern: .gpt2, specialTokens: special)
    }

    private static func ids(_ tokenizer: Tokenizer, _ text: [UInt8]) -> [Int32] {
        var ids: [Int32] = []
        tokenizer.encode(text.span, cache: EncodingCache(), into: &ids)
        return ids
    }

    private static func usage(_ tokenizer: Tokenizer, _ text: [UInt8]) -> [Int64] {
        var usage = [Int64](repeating: 0, count: tokenizer.vocabularySize)
        for id in ids(tokenizer, text) { usage[Int(id)] += 1 }
        return usage
    }

    private static func sentencePiece(
        _ model: SentencePieceTraining.Model, _ text: [UInt8], size: Int = 1400
    ) throws -> Tokenizer {
        let folder = Fixtures.temporaryFolder()
        var options = SentencePieceTraining()
        options.model = model
        var counts = try SentenceCounts(options)
        counts.add(text.span)
        _ = try counts.writeRun(to: folder + "/counts")
        try Data(try #require(try options.train(sizes: [size], mergingRuns: [folder + "/counts"]).first)).write(
            to: URL(filePath: folder + "/a.model"))
        return try TokenizerFile.load(path: folder + "/a.model")
    }

    /// To stop and go on is to learn in one go.
    @Test func extendingOnTheSameTextIsTraining() throws {
        let text = try Self.text("en", "ja")
        let whole = try Self.trained(1500, text)
        var learning = try TokenizerExtension(try Self.trained(700, text))
        learning.add(text.span)
        let edit = try learning.learn(size: 1500, minimumFrequency: 0)
        #expect(try TokenizerJSON.write(edit.tokenizer) == TokenizerJSON.write(whole))
        #expect(edit.ids == (0..<700).map { Int32($0) })
    }

    @Test func extendingKeepsIDsAndUsesNewTokens() throws {
        let old = try Self.trained(1000, try Self.text("en"))
        let new = try Self.text("ru")
        var learning = try TokenizerExtension(old)
        learning.add(new.span)
        let extended = try learning.learn(size: 1600, minimumFrequency: 2).tokenizer
        for id in Int32(0)..<1000 { #expect(extended.name(of: id) == old.name(of: id)) }
        #expect(Self.ids(extended, new).count * 2 < Self.ids(old, new).count)
        #expect(try extended.decode(Self.ids(extended, new)) == new)
    }

    @Test func pruningLeavesOutWhatIsUsedLeast() throws {
        let text = try Self.text("en")
        let old = try Self.trained(2000, try Self.text("en", "fi", "ru"))
        let usage = Self.usage(old, text)
        var pruning = try TokenizerPruning(old)
        let edit = try pruning.shrink(to: 1200, usage: usage)
        #expect(edit.tokenizer.vocabularySize == 1200)
        // New ids follow the old ones; special tokens and bytes are all there.
        #expect(edit.ids.compactMap { $0 } == (0..<1200).map { Int32($0) })
        for id in 0..<258 { #expect(edit.ids[id] == Int32(id)) }
        for (id, new) in edit.ids.enumerated() {
            if let new { #expect(edit.tokenizer.name(of: new) == old.name(of: Int32(id))) }
        }
        let ids = Self.ids(edit.tokenizer, text)
        #expect(try edit.tokenizer.decode(ids) == text)
        // What is left is used the way it was, where nothing went.
        #expect(ids.count < Self.ids(try Self.trained(700, try Self.text("fi", "ru")), text).count)
        let gone = edit.ids.indices.filter { edit.ids[$0] == nil }
        #expect(gone.allSatisfy { usage[$0] <= 2 }, "\(gone.map { usage[$0] }.max() ?? 0)")
        // Every token left can still be made.
        for id in Int32(258)..<1200 {
            let bytes = try edit.tokenizer.decode([id])
            if old.id(ofToken: edit.tokenizer.name(of: id)).map({ Self.ids(old, bytes) == [$0] }) == true {
                #expect(Self.ids(edit.tokenizer, bytes) == [id])
            }
        }
    }

    @Test(arguments: SentencePieceTraining.Model.allCases)
    func sentencePieceModelsArePruned(_ kind: SentencePieceTraining.Model) throws {
        let old = try Self.sentencePiece(kind, try Self.text("en", "fi"))
        let text = Array("the quick brown fox".utf8)
        var pruning = try TokenizerPruning(old)
        let edit = try pruning.shrink(to: 1000, usage: Self.usage(old, try Self.text("en")))
        let path = Fixtures.temporaryFolder() + "/small.model"
        _ = try edit.tokenizer.write(to: path)
        let again = try TokenizerFile.load(path: path)
        #expect(again.vocabularySize == 1000)
        #expect(try again.decode(Self.ids(again, text)) == text)
        for id in edit.ids.indices {
            guard let new = edit.ids[id] else { continue }
            #expect(again.name(of: new) == old.name(of: Int32(id)))
        }
        if Peer.has("sentencepiece") {
            try JSONEncoder().encode(["the quick brown fox"]).write(to: URL(filePath: path + ".json"))
            let script = Fixtures.root + "/Tests/Oracles/tokenizers/sentencepiece_peer.py"
            struct Row: Decodable { var ids: [Int32] }
            let answer = try Peer.run([script, path, path + ".json"])
            #expect(try JSONDecoder().decode([Row].self, from: Data(answer.utf8)).first?.ids == Self.ids(again, text))
        }
    }

    @Test func listedTokensGoWithWhatIsMadeOfThem() throws {
        let old = try Self.trained(600, try Self.text("en"))
        let id = try #require(old.id(ofToken: "th"))
        var pruning = try TokenizerPruning(old)
        let edit = try pruning.remove([id])
        for name in ["th", "the", "Ġthe"] where old.id(ofToken: name) != nil {
            let isMadeOfIt = name != "Ġthe"
            if isMadeOfIt { #expect(edit.tokenizer.id(ofToken: name) == nil) }
        }
        #expect(throws: DataError.self) { try pruning.remove([0]) }
        #expect(throws: DataError.self) { try pruning.shrink(to: 10, usage: Self.usage(old, [])) }
    }

    @Test func mergingAddsWhatIsMissing() throws {
        let (english, finnish) = (
            try Self.trained(900, try Self.text("en")), try Self.trained(900, try Self.text("fi"))
        )
        let edit = try english.merging(finnish)
        for id in Int32(0)..<900 {
            #expect(edit.tokenizer.name(of: id) == english.name(of: id))
            let new = try #require(edit.ids[Int(id)])
            #expect(edit.tokenizer.name(of: new) == finnish.name(of: id))
        }
        let text = try Self.text("fi")
        #expect(try edit.tokenizer.decode(Self.ids(edit.tokenizer, text)) == text)
        #expect(Self.ids(edit.tokenizer, text).count < Self.ids(english, text).count)
        #expect(try english.merging(english).tokenizer.vocabularySize == 900)
        #expect(throws: DataError.self) { try english.merging(try Self.sentencePiece(.bpe, try Self.text("en"))) }
    }

    @Test(arguments: SentencePieceTraining.Model.allCases)
    func sentencePieceModelsAreMerged(_ kind: SentencePieceTraining.Model) throws {
        let (english, finnish) = (
            try Self.sentencePiece(kind, try Self.text("en")), try Self.sentencePiece(kind, try Self.text("fi"))
        )
        let edit = try english.merging(finnish)
        for id in Int32(0)..<1400 { #expect(edit.tokenizer.name(of: id) == english.name(of: id)) }
        let text = Array("hyvää päivää the fox".utf8)
        #expect(try edit.tokenizer.decode(Self.ids(edit.tokenizer, text)) == text)
        #expect(Self.ids(edit.tokenizer, text).count <= Self.ids(english, text).count)
    }
}
