import Dedup
import Records
import Testing

@Suite struct KeepTests {
    private func kept(_ documents: [Corpus.Document], _ policy: String, _ scope: SearchOptions.Scope = .all) throws
        -> [Int: Int]
    {
        var options = try SearchOptions.exact()
        options.keep = try KeepPolicy(policy)
        options.scope = scope
        return try Corpus(documents: [documents]).search(options).removals.mapValues(\.kept)
    }

    @Test func theBetterStaysByEachCriterionAndTheFirstOfEqualOnes() throws {
        let documents = [
            Corpus.Document(text: "a b", source: "web", rest: #""quality":0.5"#),
            Corpus.Document(text: "a  b", source: "books", rest: #""quality":"-2""#),
            Corpus.Document(text: "A b", source: "wiki"), Corpus.Document(text: "a b ", source: "web"),
            Corpus.Document(text: "a b", source: "elsewhere", rest: #""quality":7,"score":1e300"#),
        ]
        #expect(try kept(documents, "first") == [1: 0, 2: 0, 3: 0, 4: 0])
        #expect(try kept(documents, "longest") == [0: 1, 2: 1, 3: 1, 4: 1])
        #expect(try kept(documents, "quality") == [0: 4, 1: 4, 2: 4, 3: 4])
        #expect(try kept(documents, "priority=source:wiki>books>web,longest") == [0: 2, 1: 2, 3: 2, 4: 2])
        #expect(try kept(documents, "priority=source:web,longest,first") == [0: 3, 1: 3, 2: 3, 4: 3])
        #expect(try kept(documents, "quality=score") == [0: 4, 1: 4, 2: 4, 3: 4])
        #expect(try kept(documents, "priority=source:nowhere") == [1: 0, 2: 0, 3: 0, 4: 0])
    }

    @Test func nonsenseIsRefused() {
        for policy in [
            "", "first,longest", "priority", "priority=source", "priority=source:", "priority=source:a>>b", "size",
            "longest=x", "priority=source:a>a",
        ] {
            #expect(throws: DataError.self, "\(policy)") { try KeepPolicy(policy) }
        }
    }

    /// Against brute force in the order of the policy, spilling at every step.
    @Test func theOrderIsThatOfThePolicyForNearDuplicates() throws {
        var random = Philox(key: 31, counter: (0, 0))
        var documents: [Corpus.Document] = []
        for _ in 0..<60 {
            let words = Alphabets.words(Alphabets.all[0], 40, &random)
            for edits in 0..<4 {
                var copy = words
                for _ in 0..<edits { copy[Int.random(in: 0..<40, using: &random)] = "x" }
                let quality = Int.random(in: -2..<3, using: &random)
                documents.append(.init(text: copy.joined(separator: " "), rest: "\"quality\":\(quality)"))
            }
        }
        documents.shuffle(using: &random)
        var options = try SearchOptions.minhash { ($0.shingle, $0.permutations) = (2, 512) }
        options.keep = try KeepPolicy("quality,longest")
        let order = documents.indices.sorted { one, other in
            func key(_ place: Int) -> [Int] {
                let quality = Int(documents[place].rest.split(separator: ":")[1]) ?? 0
                return [-quality, -documents[place].text.utf8.count, place]
            }
            return key(one).lexicographicallyPrecedes(key(other))
        }
        let expected = BruteForce(documents.map(\.text), shingle: 2).removals(threshold: 0.7, order: order)
        let found = try Corpus(documents: [Array(documents.prefix(100)), Array(documents.dropFirst(100))])
            .search(options, memory: 1)
        #expect(!expected.isEmpty && found.removals.mapValues(\.kept) == expected)
    }

    @Test func groupsLimitWhatIsComparedWithWhat() throws {
        let documents = ["wiki", "web", "web", "wiki", "books"].map { Corpus.Document(text: "the same", source: $0) }
        let source = try RecordField("source")
        #expect(try kept(documents, "first", .within(source)) == [2: 1, 3: 0])
        #expect(try kept(documents, "first", .across(source)) == [1: 0, 2: 0, 4: 0])
        #expect(try kept(documents, "priority=source:books>web", .across(source)) == [0: 4, 1: 4, 2: 4, 3: 4])
    }

    @Test func acrossComparesNearDuplicatesOfOtherGroupsOnlyHoweverCrowded() throws {
        var random = Philox(key: 37, counter: (0, 0))
        var documents: [Corpus.Document] = []
        let core = Alphabets.words(Alphabets.all[0], 80, &random)
        for number in 0..<60 {
            var words = core
            words[Int.random(in: 0..<80, using: &random)] = "w\(number)"
            documents.append(.init(text: words.joined(separator: " "), source: number < 55 ? "web" : "wiki"))
        }
        var options = try SearchOptions.minhash()
        options.scope = .across(try RecordField("source"))
        let found = try Corpus(documents: [documents]).search(options).removals
        #expect(found.keys.sorted() == Array(55..<60) && found.values.allSatisfy { $0.kept < 55 })
    }
}
