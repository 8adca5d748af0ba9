import Records
import Testing

@testable import Templating

/// What users of other tools complain of, one test a complaint.
@Suite struct TrainedTurnsTests {
    private static let marked =
        "{% for m in messages %}<{{ m.role }}>{% if m.role == 'assistant' %}{% generation %}{{ m.content }}</s>"
        + "{% endgeneration %}{% else %}{{ m.content }}</s>{% endif %}\n{% endfor %}"
        + "{% if add_generation_prompt %}<assistant>{% endif %}"
    private static let unmarked =
        "{% for m in messages %}<{{ m.role }}>{{ m.content }}</s>\n{% endfor %}"
        + "{% if add_generation_prompt %}<assistant>{% endif %}"

    private func conversation(_ turns: String) throws -> Conversation {
        try Conversation(row: try #require(try JSONValue.parse(#"{"messages": [\#(turns)]}"#).object))
    }

    private func trained(
        _ source: String, _ turns: String, _ choice: TrainedTurns.Choice = .all
    ) throws -> [String] {
        let found = try TrainedTurns(try conversation(turns), try ChatTemplate(source: source), choice)
        return found.spans.map { String(decoding: found.text[$0], as: UTF8.self) }
    }

    private static let talk = """
        {"role": "user", "content": "yes"}, {"role": "assistant", "content": "yes"},
        {"role": "user", "content": "and"}, {"role": "assistant", "content": "no"}
        """

    /// huggingface/transformers#34172: a template without marks gives a mask of zeros.
    @Test func templatesWithoutMarksHaveMasks() throws {
        #expect(try trained(Self.unmarked, Self.talk) == ["yes</s>", "no</s>"])
    }

    /// huggingface/transformers#47325: the mask of a turn runs to the end of the text.
    @Test func turnsEndWhereTheyEnd() throws {
        let found = try TrainedTurns(
            try conversation(Self.talk), try ChatTemplate(source: Self.marked + "THE END"), .all)
        #expect(found.spans.count == 2)
        #expect(String(decoding: found.text[found.spans[1]], as: UTF8.self) == "no</s>")
    }

    /// axolotl-ai-cloud/axolotl#1761, #2089: a turn is looked for by its words, which a question also says.
    @Test func turnsAreNotMistakenForTheirWords() throws {
        let found = try TrainedTurns(try conversation(Self.talk), try ChatTemplate(source: Self.unmarked), .all)
        #expect(found.spans.first?.lowerBound == "<user>yes</s>\n<assistant>".utf8.count)
    }

    /// axolotl-ai-cloud/axolotl#3754: the token that ends a turn is never trained.
    @Test func terminatorsAreTrained() throws {
        let source = Self.marked.replacing("</s>{% endgeneration %}", with: "{% endgeneration %}</s>")
        #expect(source != Self.marked)
        #expect(try trained(source, Self.talk) == ["yes</s>", "no</s>"])
    }

    /// hiyouga/LLaMA-Factory#5165, #9314: turns cannot be left out by themselves.
    @Test func turnsAreChosen() throws {
        let flagged = """
            {"role": "user", "content": "a"}, {"role": "assistant", "content": "b", "train": false},
            {"role": "user", "content": "c"}, {"role": "assistant", "content": "d", "weight": 1},
            {"role": "user", "content": "e"}, {"role": "assistant", "content": "f", "weight": 0}
            """
        for source in [Self.marked, Self.unmarked] {
            #expect(try trained(source, flagged) == ["d</s>"])
            #expect(try trained(source, Self.talk, .last) == ["no</s>"])
        }
        #expect(throws: TemplateError.self) { try trained(Self.marked, flagged, .last) }
        let rendered = try ChatTemplate(source: "{{ messages[1] }}").render(try conversation(flagged))
        #expect(!String(decoding: rendered.bytes, as: UTF8.self).contains("train"))
    }

    /// huggingface/trl#5213, #6105: prompt and completion tokenised apart do not give the tokens of both together.
    @Test func tokensAcrossAnEndBelongToTheSpan() {
        let tokens = [0..<3, 3..<7, 7..<9, 9..<9, 9..<12]
        #expect(LossMask.trained(tokens, in: [5..<8]) == [false, true, true, false, false])
        #expect(LossMask.cut([5..<8], by: tokens) == 1)
        #expect(LossMask.cut([7..<9], by: tokens) == 0)
        #expect(LossMask.trained(tokens, in: [0..<1, 9..<10]) == [true, false, false, false, true])
    }

    @Test func masksAgreeWithTheirTwin() {
        var random = Philox(key: 3, counter: (0, 0))
        func cuts(_ count: UInt64) -> [Int] {
            (0..<Int(random.next() % count)).map { _ in Int(random.next() % 40) }.sorted()
        }
        for _ in 0..<2000 {
            let edges = [0] + cuts(20) + [40]
            let tokens = zip(edges, edges.dropFirst()).map { $0..<$1 }
            let ends = Array(Set(cuts(8))).sorted()
            let spans = stride(from: 0, to: ends.count - 1, by: 2).map { ends[$0]..<ends[$0 + 1] }
            let slow = tokens.map { token in
                spans.contains { token.upperBound > $0.lowerBound && token.lowerBound < $0.upperBound }
            }
            #expect(LossMask.trained(tokens, in: spans) == slow)
        }
    }

    @Test func nothingToTrainIsAnError() throws {
        #expect(throws: TemplateError.self) { try trained(Self.marked, #"{"role": "user", "content": "a"}"#) }
        #expect(throws: TemplateError.self) {
            try trained("{{ messages | length }}", Self.talk)
        }
    }

    /// Words that look like marks, or that templates look at, are no reason to fail.
    @Test func oddWordsAreNoHindrance() throws {
        let odd = Self.talk.replacing(#""and""#, with: #""\uFDEF\uFDD0\uFDD0\uFDD0\uFDD1\uFDEE""#)
        #expect(try trained(Self.unmarked, odd) == ["yes</s>", "no</s>"])
        let asking = Self.unmarked.replacing(
            "{{ m.content }}", with: "{{ m.content if m.content is in ['yes', 'and'] else 'NO' }}")
        #expect(try trained(asking, Self.talk) == ["yes</s>", "NO</s>"])
    }

    /// Found by the fuzzer: where nothing of the messages is printed, turns seemed to overlap.
    @Test func spansLieApart() throws {
        for text in [",{{ m.role }}>", "{{ messages[1].content }}{{ messages[3].content }}", "x", "{{ m }}"] {
            let source =
                "{% for m in messages %}" + text + "{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}"
            guard let found = try? TrainedTurns(try conversation(Self.talk), try ChatTemplate(source: source), .all)
            else {
                continue
            }
            #expect(zip(found.spans, found.spans.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }, "\(text)")
        }
    }

    @Test func marksInsideMarksCountOnce() throws {
        let nested = Self.marked.replacing(
            "{{ m.content }}</s>{% endgen", with: "{% generation %}{{ m.content }}{% endgeneration %}</s>{% endgen")
        #expect(nested != Self.marked)
        #expect(try trained(nested, Self.talk) == ["yes</s>", "no</s>"])
    }

    @Test func conversationsThatAreNone() throws {
        for row in ["{}", #"{"messages": []}"#, #"{"messages": ["a"]}"#, #"{"messages": {}}"#] {
            let object = try #require(try JSONValue.parse(row).object)
            #expect(throws: DataError.self) { try Conversation(row: object) }
        }
    }
}
