internal import ArgumentParser
internal import Records
internal import Tokenizers

/// Texts as the ids of a tokenizer, as the encode command writes them.
struct EncodedText: Sendable {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        /// `{"id", "ids"}` a record, with `"offsets"` on demand; or `{"id", "nbest"}`.
        case jsonl
        /// Ids with blanks between them, a line a record.
        case ids
        /// Tokens, a JSON array a line.
        case tokens
        /// Ids as 32-bit little-endian numbers, one record after the other.
        case bin
        /// The same as one array of numpy's, of 16 bits where these suffice.
        case npy
    }

    /// What is done with special tokens in a text.
    enum SpecialPolicy: String, ExpressibleByArgument, CaseIterable {
        /// They become their ids.
        case allow
        /// They are an error.
        case refuse
        /// They are text like any other.
        case text
    }

    struct Options {
        /// Whether special tokens go around each text, as the tokenizer's file says.
        var isFramed: Bool
        var special: SpecialPolicy
        var hasOffsets: Bool
        /// How many segmentations of a text are written; nil for one.
        var best: Int?
    }

    private let tokenizer: Tokenizer
    private let search: SpecialTokenSearch?
    private let specialTokens: Tokenizer.SpecialTokens
    private let format: Format?
    private let options: Options

    /// - Parameter format: nil only counts.
    init(_ tokenizer: Tokenizer, _ format: Format?, options: Options) {
        self.tokenizer = tokenizer
        search = options.special == .refuse ? SpecialTokenSearch(tokenizer) : nil
        specialTokens = options.special == .text ? .asText : .recognised
        self.format = format
        self.options = options
    }

    private var isFramed: Bool { options.isFramed && tokenizer.frames }

    /// How many tokens a batch is, and what to write of them.
    func encode(_ batch: Batch, _ cache: EncodingCache) throws(DataError) -> (count: Int, bytes: [UInt8]) {
        if let search { for index in 0..<batch.count { try search.refuse(batch.texts[index], of: batch.ids[index]) } }
        guard let format else { return (count(batch, cache), []) }
        var bytes: [UInt8] = []
        if cache.sampler != nil || options.best != nil || options.hasOffsets {
            let count = try encodeEach(batch, format, cache, &bytes)
            return (count, bytes)
        }
        var (ids, ends): ([Int32], [Int]) = ([], [])
        tokenizer.encode(batch.texts, cache: cache, into: &ids, textEnds: &ends, specialTokens: specialTokens)
        if format == .bin && !isFramed { return (ids.count, Self.bytes(ids)) }
        var total = 0
        for index in 0..<batch.count {
            let part = Array(ids[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
            let framed = isFramed ? tokenizer.frame(part) : part
            total += framed.count
            append(framed, format, batch.ids[index], &bytes)
        }
        return (total, bytes)
    }

    private func count(_ batch: Batch, _ cache: EncodingCache) -> Int {
        var total = 0
        for index in 0..<batch.count {
            cache.sampler?.begin(record: batch.ids[index])
            let count = tokenizer.countTokens(batch.texts[index], cache: cache, specialTokens: specialTokens)
            total += isFramed ? tokenizer.framedCount(count) : count
        }
        return total
    }

    /// What is made of each text by itself.
    private func encodeEach(
        _ batch: Batch, _ format: Format, _ cache: EncodingCache, _ bytes: inout [UInt8]
    ) throws(DataError) -> Int {
        var total = 0
        for index in 0..<batch.count {
            cache.sampler?.begin(record: batch.ids[index])
            if let best = options.best {
                try appendBest(best, batch, index, cache, &bytes)
            } else if options.hasOffsets {
                appendOffsets(batch, index, cache, &bytes)
            } else {
                var ids: [Int32] = []
                tokenizer.encode(batch.texts[index], cache: cache, into: &ids, specialTokens: specialTokens)
                if isFramed { ids = tokenizer.frame(ids) }
                total += ids.count
                append(ids, format, batch.ids[index], &bytes)
            }
        }
        return total
    }

    /// Little-endian, as the machines we run on are.
    private static func bytes(_ ids: [Int32]) -> [UInt8] { ids.withUnsafeBytes { Array($0) } }

    private func append(_ ids: [Int32], _ format: Format, _ record: Span<UInt8>, _ bytes: inout [UInt8]) {
        switch format {
        case .npy where NumPySpool.isShort(vocabularySize: tokenizer.vocabularySize):
            for id in ids { bytes += [UInt8(truncatingIfNeeded: id), UInt8(truncatingIfNeeded: id >> 8)] }
        case .bin, .npy: bytes += Self.bytes(ids)
        case .ids:
            Self.appendWords(ids, &bytes)
            bytes.append(0x0A)
        case .jsonl:
            Self.begin(record, "ids", &bytes)
            JSONText.appendNumbers(ids, to: &bytes)
            bytes += "}\n".utf8
        case .tokens:
            bytes.append(UInt8(ascii: "["))
            for (place, id) in ids.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONText.appendString(tokenizer.name(of: id), to: &bytes)
            }
            bytes += "]\n".utf8
        }
    }

    private func appendOffsets(_ batch: Batch, _ index: Int, _ cache: EncodingCache, _ bytes: inout [UInt8]) {
        var (ids, ranges): ([Int32], [Range<Int>]) = ([], [])
        tokenizer.encode(
            batch.texts[index], cache: cache, into: &ids, ranges: &ranges, specialTokens: specialTokens)
        if isFramed { (ids, ranges) = (tokenizer.frame(ids), tokenizer.frame(ranges)) }
        Self.begin(batch.ids[index], "ids", &bytes)
        JSONText.appendNumbers(ids, to: &bytes)
        bytes += #","offsets":["#.utf8
        for (place, range) in ranges.enumerated() {
            bytes += (place > 0 ? ",[" : "[").utf8
            JSONText.appendNumber(range.lowerBound, to: &bytes)
            bytes.append(UInt8(ascii: ","))
            JSONText.appendNumber(range.upperBound, to: &bytes)
            bytes.append(UInt8(ascii: "]"))
        }
        bytes += "]}\n".utf8
    }

    private func appendBest(
        _ count: Int, _ batch: Batch, _ index: Int, _ cache: EncodingCache, _ bytes: inout [UInt8]
    ) throws(DataError) {
        Self.begin(batch.ids[index], "nbest", &bytes)
        bytes.append(UInt8(ascii: "["))
        for (place, ids) in try tokenizer.best(count, batch.texts[index], cache: cache).enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            JSONText.appendNumbers(isFramed ? tokenizer.frame(ids) : ids, to: &bytes)
        }
        bytes += "]}\n".utf8
    }

    /// `{"id":"…","NAME":`
    private static func begin(_ record: Span<UInt8>, _ name: String, _ bytes: inout [UInt8]) {
        bytes += #"{"id":"#.utf8
        JSONText.appendString(record, to: &bytes)
        bytes += ",\"\(name)\":".utf8
    }

    private static func appendWords(_ ids: [Int32], _ bytes: inout [UInt8]) {
        for (place, id) in ids.enumerated() {
            if place > 0 { bytes.append(0x20) }
            JSONText.appendNumber(Int(id), to: &bytes)
        }
    }
}
