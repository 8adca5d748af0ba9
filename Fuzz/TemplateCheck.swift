import Records
import Templating

/// What must hold of the template engine: whatever the source, a render ends soon, with bytes or with an error.
enum TemplateCheck {
    private static let limits = Limits(steps: 50_000, output: 1 << 18, calls: 20, elements: 5_000, string: 1 << 16)

    /// Any source, under options that the input's number chooses.
    static func render(_ input: FuzzInput) {
        let dialects: [TemplateOptions.Dialect] = [.jinja, .promptsource, .chat]
        let number = input.number
        let options = TemplateOptions(
            dialect: dialects[number % 3], undefined: number & 4 == 0 ? .lenient : .chainable,
            trimBlocks: number & 8 != 0, lstripBlocks: number & 16 != 0, autoescape: number & 32 != 0,
            loopControls: number & 64 != 0, expressionStatements: number & 128 != 0, immutable: number % 3 == 2)
        guard let template = try? Template(source: String(decoding: input.bytes, as: UTF8.self), options: options),
            let context = try? PythonDict(row)
        else { return }
        _ = try? template.render(context, limits: limits)
    }

    /// The source as a chat template: what is trained lies in the text, in order and apart.
    static func chat(_ input: FuzzInput) {
        guard let template = try? ChatTemplate(source: String(decoding: input.bytes, as: UTF8.self)),
            let conversation = try? Conversation(row: talk),
            let turns = try? TrainedTurns(conversation, template, input.number & 1 == 0 ? .all : .last)
        else { return }
        var at = 0
        for span in turns.spans {
            expect(span.lowerBound >= at && !span.isEmpty, "spans \(turns.spans) are not in order")
            at = span.upperBound
        }
        expect(at <= turns.text.count, "spans \(turns.spans) of \(turns.text.count) bytes")
    }

    private static let row = object(
        #"{"a": 1, "b": -2.5, "s": "Ünï x", "xs": [3, 1, 2], "d": {"k": "v", "n": {"m": [null, true]}}, "e": ""}"#)
    private static let talk = object(
        #"""
        {"messages": [{"role": "system", "content": "s"}, {"role": "user", "content": " a "},
        {"role": "assistant", "content": "<think>t</think>b"}, {"role": "user", "content": [{"type": "text", "text": "b"}]},
        {"role": "assistant", "content": "", "tool_calls": [{"function": {"name": "f", "arguments": {}}}]},
        {"role": "tool", "content": "1"}, {"role": "assistant", "content": "é"}], "tools": [{"name": "f"}]}
        """#)

    private static func object(_ text: String) -> JSONObject {
        (try? JSONValue.parse(text).object) ?? JSONObject()
    }
}
