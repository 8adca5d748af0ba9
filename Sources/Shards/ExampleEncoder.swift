package import Records
package import Tokenizers

/// Records into tokens: a text is trained on whole; of a prompt and its completion, the completion.
package struct ExampleEncoder: Sendable {
    private let tokenizer: Tokenizer
    private let endOfDocument: Int32?

    /// - Parameter endOfDocument: put after each example and trained on.
    package init(_ tokenizer: Tokenizer, endOfDocument: Int32?) {
        self.tokenizer = tokenizer
        self.endOfDocument = endOfDocument
    }

    package var vocabularySize: Int { tokenizer.vocabularySize }

    /// What a thread needs of its own.
    package func makeCache() -> EncodingCache { EncodingCache(sampling: tokenizer.sampling) }

    package func encode(
        _ batch: Batch, _ index: Int, cache: EncodingCache, into example: inout TokenExample
    ) throws(DataError) {
        example.ids.removeAll(keepingCapacity: true)
        example.labels.removeAll(keepingCapacity: true)
        cache.sampler?.begin(record: batch.ids[index])
        if let (text, promptBytes) = try Self.promptAndCompletion(batch, index) {
            encode(text.span, untrainedBytes: promptBytes, cache, &example)
        } else {
            encode(batch.texts[index], untrainedBytes: 0, cache, &example)
        }
    }

    /// Tokenised together, never apart. A token that reaches into the completion is trained on.
    private func encode(
        _ text: Span<UInt8>, untrainedBytes: Int, _ cache: EncodingCache, _ example: inout TokenExample
    ) {
        if untrainedBytes == 0 {
            tokenizer.encode(text, cache: cache, into: &example.ids)
            example.labels = example.ids
        } else {
            var ranges: [Range<Int>] = []
            tokenizer.encode(text, cache: cache, into: &example.ids, ranges: &ranges)
            for (id, range) in zip(example.ids, ranges) {
                example.labels.append(range.upperBound > untrainedBytes ? id : BlockPacker.ignored)
            }
        }
        example.textBytes = text.count
        if let endOfDocument {
            example.ids.append(endOfDocument)
            example.labels.append(endOfDocument)
        }
    }

    /// The prompt, a space, the completion, and where the latter begins; nil for a record that is no such example.
    private static func promptAndCompletion(_ batch: Batch, _ index: Int) throws(DataError) -> ([UInt8], Int)? {
        guard batch.texts[index].isEmpty, !batch.rest[index].isEmpty else { return nil }
        do throws(JSONFault) {
            let members = try JSONValue.object(ofMembers: batch.rest[index])
            guard let prompt = members["prompt"]?.string, let completion = members["completion"]?.string else {
                return nil
            }
            let beginning = Array(prompt.utf8)
            return (beginning + [0x20] + Array(completion.utf8), beginning.count)
        } catch {
            throw DataError("the record '\(batch.ids.string(index))' is damaged: \(error.cause)")
        }
    }
}
