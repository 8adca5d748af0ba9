internal import Formats
internal import Records
internal import Shards
internal import Templating
internal import Tokenizers

/// Records of conversations as the chat command writes them.
struct ChatRecords: Sendable {
    enum Purpose: Sendable {
        case training(TrainedTurns.Choice)
        /// Text that a reply is to follow.
        case prompt
        /// Text that breaks off where the last message can be gone on with.
        case opening
    }

    /// What became of records.
    struct Tally: Sendable {
        var written = 0
        var failed = 0
        /// Left out because nothing was left to train on in the tokens kept.
        var cutAway = 0
        var tokens = 0
        var trainedTokens = 0
        /// Spans whose first token also holds text of the prompt.
        var cutSpans = 0

        mutating func add(_ other: Tally) {
            written += other.written
            failed += other.failed
            cutAway += other.cutAway
            tokens += other.tokens
            trainedTokens += other.trainedTokens
            cutSpans += other.cutSpans
        }

        var description: String {
            var parts = ["\(written) conversations"]
            if tokens > 0 { parts.append("\(tokens) tokens, \(trainedTokens) of them trained") }
            if cutAway > 0 { parts.append("\(cutAway) left out: nothing to train on within --max-length") }
            if cutSpans > 0 { parts.append("\(cutSpans) turns begin inside a token of the prompt") }
            if failed > 0 { parts.append("\(failed) failed") }
            return parts.joined(separator: "; ")
        }
    }

    /// What a batch of records became.
    struct Rendered: Sendable {
        var bytes: [UInt8] = []
        var faults: [DataError] = []
        var tally = Tally()
    }

    private struct Tokens {
        var ids: [Int32] = []
        var ranges: [Range<Int>] = []
        var isTrained: [Bool] = []
    }

    private let template: ChatTemplate
    private let tokenizer: Tokenizer?
    private let purpose: Purpose
    private let maximum: Int
    private let variables: JSONObject
    private let isShown: Bool

    init(
        _ template: ChatTemplate, _ tokenizer: Tokenizer?, _ purpose: Purpose, maximum: Int?, variables: JSONObject,
        isShown: Bool
    ) {
        self.template = template
        self.tokenizer = tokenizer
        self.purpose = purpose
        self.maximum = maximum ?? .max
        self.variables = variables
        self.isShown = isShown
    }

    /// Faulty records are told of and left out.
    func render(_ batch: Batch, _ cache: EncodingCache) -> Rendered {
        var rendered = Rendered()
        for bad in batch.bad { rendered.faults.append(DataError(bad.reason, file: bad.file, line: bad.line)) }
        for index in 0..<batch.count {
            do throws(DataError) {
                let (text, spans) = try self.text(of: batch, index)
                write(text, spans, batch.ids[index], cache, into: &rendered)
            } catch {
                var error = error
                error.cause = "record '\(batch.ids.string(index))': " + error.cause
                rendered.faults.append(error)
            }
        }
        rendered.tally.failed = rendered.faults.count
        return rendered
    }

    /// A conversation's text, and its trained bytes if it is for training.
    private func text(of batch: Batch, _ index: Int) throws(DataError) -> ([UInt8], [Range<Int>]?) {
        var conversation = try Conversation(row: try RecordText.object(of: batch, index))
        for member in variables.members { conversation.variables[member.name] = member.value }
        do throws(TemplateError) {
            switch purpose {
            case .training(let choice):
                let turns = try TrainedTurns(conversation, template, choice)
                return (turns.text, turns.spans)
            case .prompt: return (try template.render(conversation, prompting: true).bytes, nil)
            case .opening: return (try template.renderOpen(conversation), nil)
            }
        } catch {
            throw error.dataError
        }
    }

    private func write(
        _ text: [UInt8], _ spans: [Range<Int>]?, _ id: Span<UInt8>, _ cache: EncodingCache,
        into rendered: inout Rendered
    ) {
        var tokens: Tokens?
        if let tokenizer {
            var found = Tokens()
            tokenizer.encode(text.span, cache: cache, into: &found.ids, ranges: &found.ranges)
            found.isTrained = LossMask.trained(found.ranges, in: spans ?? [])
            let kept = found.isTrained.prefix(maximum).count { $0 }
            if spans != nil, kept == 0 {
                rendered.tally.cutAway += 1
                return
            }
            rendered.tally.tokens += min(found.ids.count, maximum)
            rendered.tally.trainedTokens += kept
            rendered.tally.cutSpans += LossMask.cut(spans ?? [], by: found.ranges)
            tokens = found
        }
        rendered.tally.written += 1
        if isShown {
            let trained = tokens.map { zip($0.ranges, $0.isTrained).filter(\.1).map(\.0) } ?? spans ?? []
            TrainedColour.append(text, trained, to: &rendered.bytes)
        } else {
            append(text, spans, tokens, id, &rendered.bytes)
        }
    }

    private func append(
        _ text: [UInt8], _ spans: [Range<Int>]?, _ tokens: Tokens?, _ id: Span<UInt8>, _ bytes: inout [UInt8]
    ) {
        bytes += #"{"id":"#.utf8
        JSONText.appendString(id, to: &bytes)
        bytes += #","text":"#.utf8
        JSONText.appendString(text.span, to: &bytes)
        if let spans {
            bytes += #","spans":["#.utf8
            for (place, span) in Self.characters(spans, of: text).enumerated() {
                bytes += "\(place > 0 ? "," : "")[\(span.lowerBound),\(span.upperBound)]".utf8
            }
            bytes.append(UInt8(ascii: "]"))
        }
        if let tokens {
            bytes += #","ids":"#.utf8
            JSONText.appendNumbers(tokens.ids.prefix(maximum), to: &bytes)
            if spans != nil {
                bytes += #","labels":"#.utf8
                let labels = zip(tokens.ids, tokens.isTrained).prefix(maximum).map { $1 ? $0 : BlockPacker.ignored }
                JSONText.appendNumbers(labels, to: &bytes)
            }
        }
        bytes += "}\n".utf8
    }

    /// Spans of bytes as spans of code points.
    private static func characters(_ spans: [Range<Int>], of text: [UInt8]) -> [Range<Int>] {
        var at = 0
        var count = 0
        func point(_ offset: Int) -> Int {
            while at < offset {
                if text[at] & 0xC0 != 0x80 { count += 1 }
                at += 1
            }
            return count
        }
        return spans.map { span in
            let start = point(span.lowerBound)
            return start..<point(span.upperBound)
        }
    }
}
