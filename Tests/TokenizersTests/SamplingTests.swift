import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

/// Draws against the exact probabilities of small models, and what does not depend on chance.
@Suite struct SamplingTests {
    private static let draws = 20_000

    /// Pearson's sum of the draws, which is far under this bound unless the probabilities are others: the mean of the
    /// distribution and eight standard deviations more. The seed is fixed.
    private static func expectDrawn<Outcome: Hashable>(
        _ probabilities: [Outcome: Double], _ draw: () -> Outcome, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var counts: [Outcome: Int] = [:]
        for _ in 0..<draws { counts[draw(), default: 0] += 1 }
        #expect(abs(probabilities.values.reduce(0, +) - 1) < 1e-9, sourceLocation: sourceLocation)
        #expect(Set(counts.keys).isSubset(of: probabilities.keys), sourceLocation: sourceLocation)
        let sum = probabilities.reduce(0) { sum, expected in
            let mean = expected.value * Double(draws)
            let difference = Double(counts[expected.key] ?? 0) - mean
            return sum + (mean > 0 ? difference * difference / mean : 0)
        }
        let freedom = Double(probabilities.count - 1)
        #expect(sum <= freedom + 8 * (2 * freedom).squareRoot(), "\(sum) of \(freedom)", sourceLocation: sourceLocation)
    }

    // MARK: BPE

    private static func byteLevel(dropout: String = "null") throws -> Tokenizer {
        let merges = [["a", "b"], ["b", "a"], ["ab", "ab"], ["ab", "a"], ["a", "ba"], ["aba", "b"]]
        var names = ByteAlphabet.sorted.map { String(ByteAlphabet.character(of: $0)) }
        for merge in merges where !names.contains(merge.joined()) { names.append(merge.joined()) }
        let vocabulary = try names.enumerated().map {
            "\(String(decoding: try JSONEncoder().encode($1), as: UTF8.self)):\($0)"
        }
        let list = String(decoding: try JSONEncoder().encode(merges), as: UTF8.self)
        let file = """
            {"pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true},
            "decoder":{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true},
            "model":{"type":"BPE","dropout":\(dropout),"ignore_merges":true,
            "vocab":{\(vocabulary.joined(separator: ","))},"merges":\(list)}}
            """
        return try TokenizerJSON.read(Array(file.utf8), file: "small")
    }

    /// The same as BPE over characters.
    private static func character() throws -> Tokenizer {
        let tokenizer = try byteLevel()
        let text = String(decoding: try TokenizerJSON.write(tokenizer), as: UTF8.self)
            .replacing(#""fuse_unk": false"#, with: #""fuse_unk": true"#)
        return try TokenizerJSON.read(Array(text.utf8), file: "small")
    }

    private static func ids(
        _ text: String, _ tokenizer: Tokenizer, _ cache: EncodingCache = EncodingCache(), record: String? = nil
    ) -> [Int32] {
        var ids: [Int32] = []
        if let record { cache.sampler?.begin(record: Array(record.utf8).span) }
        tokenizer.encode(Array(text.utf8).span, cache: cache, into: &ids)
        return ids
    }

    /// Of each outcome of merging a word: at every step each possible merge is dropped by itself, and the first of those
    /// that are left is made.
    private static func dropoutProbabilities(_ ids: [Int32], _ model: BPEModel, _ dropout: Double) -> [[Int32]: Double]
    {
        let ranks = Dictionary(uniqueKeysWithValues: model.merges.enumerated().map { ($1.pair, $0) })
        let places = ids.indices.dropLast().compactMap { place in
            ranks[TokenPair(ids[place], ids[place + 1])].map { (rank: $0, place: place) }
        }.sorted(by: <)
        var probabilities: [[Int32]: Double] = [:]
        var left = 1.0
        for (rank, place) in places {
            var merged = ids
            merged[place] = model.merges[rank].id
            merged.remove(at: place + 1)
            for (outcome, probability) in dropoutProbabilities(merged, model, dropout) {
                probabilities[outcome, default: 0] += left * (1 - dropout) * probability
            }
            left *= dropout
        }
        probabilities[ids, default: 0] += left
        return probabilities
    }

    @Test(arguments: [0.1, 0.5, 0.9])
    func mergesAreDroppedAsOften(dropout: Double) throws {
        let tokenizer = try Self.byteLevel()
        guard case .byteLevel(let fast) = tokenizer.engine else { return #expect(Bool(false)) }
        let word = Array("ababaab".utf8)
        let bytes = word.map { fast.model.vocabulary.byteIDs[Int($0)] }
        let expected = Self.dropoutProbabilities(bytes, fast.model, dropout)
        let cache = EncodingCache(sampling: Sampling(.dropout(dropout), seed: 5))
        Self.expectDrawn(expected) { Self.ids("ababaab", tokenizer, cache) }
        let characters = try Self.character()
        guard case .pipeline = characters.engine else { return #expect(Bool(false)) }
        Self.expectDrawn(expected) { Self.ids("ababaab", characters, cache) }
    }

    @Test func noDropoutIsPlainAndFullDropoutIsBytes() throws {
        for tokenizer in [try Self.byteLevel(), try Self.character()] {
            let text = "abab ababaab baba é"
            let none = EncodingCache(sampling: Sampling(.dropout(0)))
            let plainIDs = Self.ids("ababaab baba", tokenizer)
            #expect(Self.ids("ababaab baba", tokenizer, none) == plainIDs && plainIDs.count < 12)
            let all = EncodingCache(sampling: Sampling(.dropout(1)))
            #expect(Self.ids(text, tokenizer, all).count == text.utf8.count)
            #expect(try tokenizer.decode(Self.ids(text, tokenizer, all)) == Array(text.utf8))
        }
    }

    @Test func drawsDependOnSeedAndRecordAlone() throws {
        let tokenizer = try Self.byteLevel()
        let text = String(repeating: "ababaab ", count: 20)
        func drawn(_ seed: UInt64, _ records: [String]) -> [String: [Int32]] {
            let cache = EncodingCache(sampling: Sampling(.dropout(0.4), seed: seed))
            return Dictionary(uniqueKeysWithValues: records.map { ($0, Self.ids(text, tokenizer, cache, record: $0)) })
        }
        let records = ["a", "b", "c"]
        #expect(drawn(1, records) == drawn(1, records.reversed()))
        #expect(Set(drawn(1, records).values).count == 3)
        #expect(drawn(1, records) != drawn(2, records))
    }

    @Test func theDropoutOfAFileIsKeptAndAppliedOnDemand() throws {
        let tokenizer = try Self.byteLevel(dropout: "0.25")
        guard case .byteLevel = tokenizer.engine, case .dropout(let probability) = tokenizer.sampling?.method else {
            return #expect(Bool(false))
        }
        #expect(probability == 0.25)
        #expect(try JSONValue.parse(try TokenizerJSON.write(tokenizer))["model"]?["dropout"]?.double == 0.25)
        #expect(try Self.byteLevel(dropout: "0.0").sampling == nil)
        for wrong in ["1.5", "-1", "true"] { #expect(throws: DataError.self) { try Self.byteLevel(dropout: wrong) } }
    }

    // MARK: SentencePiece

    private static func model(_ algorithm: SentencePieceProto.Algorithm) throws -> Tokenizer {
        var proto = SentencePieceProto()
        proto.algorithm = algorithm
        (proto.addsDummyPrefix, proto.removesExtraSpaces) = (false, false)
        proto.pieces = [.init(name: Array("<unk>".utf8), score: 0, type: .unknown)]
        let pieces: [(String, Float)] = [
            ("ab", -1.1), ("ba", -1.6), ("aba", -2.3), ("abab", -2.9), ("a", -3.1), ("b", -3.4), ("▁a", -2.2),
            ("▁", -3.7),
        ]
        for (name, score) in pieces { proto.pieces.append(.init(name: Array(name.utf8), score: score)) }
        return Tokenizer(
            .sentencePiece(try SentencePiece(proto, file: "small")), addedTokens: [],
            layout: TokenizerLayout(whole: .null))
    }

    private static func segmentations(_ text: Substring, _ pieces: [(String, Int32, Double)]) -> [(
        ids: [Int32], score: Double
    )] {
        if text.isEmpty { return [([], 0)] }
        return pieces.filter { text.hasPrefix($0.0) }.flatMap { name, id, score in
            segmentations(text.dropFirst(name.count), pieces).map { ([id] + $0.ids, score + $0.score) }
        }
    }

    private static func segmentations(_ text: String, _ tokenizer: Tokenizer) -> [(ids: [Int32], score: Double)] {
        guard case .sentencePiece(let model) = tokenizer.engine else { return [] }
        let pieces = model.proto.pieces.enumerated().dropFirst().map {
            (String(decoding: $1.name, as: UTF8.self), Int32($0), Double($1.score))
        }
        return segmentations(text.replacing(" ", with: "▁")[...], pieces)
    }

    @Test(arguments: [0.2, 1.0], [nil, 1, 4])
    func segmentationsAreDrawnByTheirProbability(alpha: Double, best: Int?) throws {
        let tokenizer = try Self.model(.unigram)
        let text = "ababa aab"
        var all = Self.segmentations(text, tokenizer).sorted { $0.score > $1.score }
        if let best { all = Array(all.prefix(best)) }
        let total = all.reduce(0) { $0 + exp(alpha * $1.score) }
        let expected = Dictionary(uniqueKeysWithValues: all.map { ($0.ids, exp(alpha * $0.score) / total) })
        let cache = EncodingCache(sampling: try tokenizer.sampling(alpha: alpha, best: best, seed: 9))
        Self.expectDrawn(expected) { Self.ids(text, tokenizer, cache) }
    }

    @Test func huggingFacesUnigramIsDrawnTheSameWay() throws {
        let tokenizer = try Self.model(.unigram)
        let file = try TokenizerJSON.write(tokenizer)
        let other = try TokenizerJSON.read(file, file: "small")
        guard case .pipeline = other.engine else { return #expect(Bool(false)) }
        let all = Self.segmentations("ababaab", tokenizer)
        let total = all.reduce(0) { $0 + exp($1.score) }
        let expected = Dictionary(uniqueKeysWithValues: all.map { ($0.ids, exp($0.score) / total) })
        let cache = EncodingCache(sampling: try other.sampling(alpha: 1, best: nil, seed: 2))
        Self.expectDrawn(expected) { Self.ids("ababaab", other, cache) }
    }

    private struct Merging {
        var symbols: [String]
        /// Pairs that may still be merged, by the places of their symbols in the text.
        var open: [(score: Double, left: Int, right: Int, size: Int)] = []
    }

    /// Of each outcome of SentencePiece's BPE: a pair passed over does not come again by itself.
    private static func probabilities(_ state: Merging, _ scores: [String: Double], _ dropout: Double) -> [[String]:
        Double]
    {
        var state = state
        let best = state.open.indices.max {
            let (one, other) = (state.open[$0], state.open[$1])
            return one.score != other.score ? one.score < other.score : one.left > other.left
        }
        guard let best else { return [state.symbols.filter { !$0.isEmpty }: 1] }
        let pair = state.open.remove(at: best)
        let (left, right) = (state.symbols[pair.left], state.symbols[pair.right])
        guard !left.isEmpty, !right.isEmpty, left.count + right.count == pair.size else {
            return probabilities(state, scores, dropout)
        }
        var found = probabilities(state, scores, dropout).mapValues { $0 * dropout }
        state.symbols[pair.left] += right
        state.symbols[pair.right] = ""
        let before = state.symbols[..<pair.left].lastIndex { !$0.isEmpty }
        let after = state.symbols[(pair.left + 1)...].firstIndex { !$0.isEmpty }
        for (first, second) in [(before, pair.left), (pair.left, after)] as [(Int?, Int?)] {
            guard let first, let second else { continue }
            let joined = state.symbols[first] + state.symbols[second]
            if let score = scores[joined] { state.open.append((score, first, second, joined.count)) }
        }
        for (outcome, probability) in probabilities(state, scores, dropout) {
            found[outcome, default: 0] += probability * (1 - dropout)
        }
        return found
    }

    @Test func sentencePieceMergesAreDroppedAsOften() throws {
        let tokenizer = try Self.model(.bpe)
        guard case .sentencePiece(let model) = tokenizer.engine else { return #expect(Bool(false)) }
        let scores = Dictionary(
            uniqueKeysWithValues: model.proto.pieces.map {
                (String(decoding: $0.name, as: UTF8.self), Double($0.score))
            })
        let text = "ababaab"
        var state = Merging(symbols: text.map(String.init))
        for place in 0..<text.count - 1 {
            let joined = state.symbols[place] + state.symbols[place + 1]
            if let score = scores[joined] { state.open.append((score, place, place + 1, 2)) }
        }
        let expected = Dictionary(
            uniqueKeysWithValues: Self.probabilities(state, scores, 0.3).map { outcome, probability in
                (outcome.map { tokenizer.id(ofToken: $0) ?? -1 }, probability)
            })
        let cache = EncodingCache(sampling: try tokenizer.sampling(alpha: 0.3, best: nil, seed: 4))
        Self.expectDrawn(expected) { Self.ids(text, tokenizer, cache) }
        let all = EncodingCache(sampling: Sampling(.dropout(1)))
        #expect(Self.ids(text, tokenizer, all).count == text.count)
        let none = EncodingCache(sampling: Sampling(.dropout(0)))
        #expect(Self.ids(text, tokenizer, none) == Self.ids(text, tokenizer))
    }

    @Test func whatAModelCannotDoIsRefused() throws {
        let (bytes, unigram, bpe) = (try Self.byteLevel(), try Self.model(.unigram), try Self.model(.bpe))
        #expect(throws: DataError.self) { try bytes.sampling(alpha: 1, best: nil, seed: 0) }
        #expect(throws: DataError.self) { try bpe.sampling(alpha: 0.1, best: 3, seed: 0) }
        #expect(throws: DataError.self) { try unigram.checkDropout() }
        #expect(throws: DataError.self) { try bpe.best(3, [97].span, cache: EncodingCache()) }
        #expect(throws: Never.self) { try bpe.checkDropout() }
    }
}

/// n-best lists against sentencepiece itself.
@Suite(.enabled(if: Peer.has("sentencepiece"), "needs sentencepiece 0.2.3: make test installs it"))
struct NBestTests {
    private let folder = Fixtures.temporaryFolder()
    private let scripts = Fixtures.root + "/Tests/Oracles/tokenizers/"

    private func write(_ texts: [String], as name: String) throws -> String {
        let path = "\(folder)/\(name)"
        try JSONEncoder().encode(texts).write(to: URL(filePath: path))
        return path
    }

    private func compare(_ model: String, _ texts: [String], _ count: Int) throws {
        let answer = try Peer.run([
            scripts + "sentencepiece_nbest.py", model, try write(texts, as: "texts.json"), "\(count)",
        ])
        let expected = try JSONDecoder().decode([[[Int32]]]?.self, from: Data(answer.utf8))
        let tokenizer = try TokenizerFile.load(path: model)
        let cache = EncodingCache()
        guard let expected else {
            #expect(throws: DataError.self, "\(model)") { try tokenizer.best(count, [97].span, cache: cache) }
            return
        }
        var wrong: [String] = []
        for (text, peers) in zip(texts, expected) {
            let own = try tokenizer.best(count, Array(text.utf8).span, cache: cache)
            guard own != peers else { continue }
            let place = zip(own, peers).prefix { $0 == $1 }.count
            wrong.append(
                "\(text.debugDescription) at \(place) of \(own.count): own \(own.dropFirst(place).prefix(3)) "
                    + "peer \(peers.dropFirst(place).prefix(3))")
        }
        #expect(wrong.isEmpty, "\(model.suffix(24)) \(count): \(wrong.count): \(wrong.first?.prefix(900) ?? "")")
    }

    @Test func listsAreThePeers() throws {
        let written = try ["en", "fi", "pl", "tr", "vi"].flatMap { name in
            try String(contentsOfFile: Fixtures.root + "/Corpora/written/\(name).txt", encoding: .utf8)
                .split(separator: "\n").map(String.init)
        }
        let names = try Peer.run([scripts + "sentencepiece_models.py", try write(written, as: "corpus.json"), folder])
        let texts =
            ComponentTests.mixed.prefix(300) + written.prefix(40).map { String($0.prefix(80)) } + ["", " ", "aaaaaaaa"]
        for name in try JSONDecoder().decode([String].self, from: Data(names.utf8)) {
            for count in [1, 2, 7, 40] { try compare("\(folder)/\(name).model", Array(texts), count) }
        }
        for name in ["chinese_sp.model", "sp_test_model.model", "t5_small_test.model"] {
            if let path = Fixtures.sharedData("tokenizers/" + name) { try compare(path, Array(texts), 10) }
        }
        // So many that the open hypotheses are cut down on the way.
        try compare(
            "\(folder)/unigram.model", [String(written[0].prefix(120)), String(repeating: "a", count: 60)], 512)
    }
}
