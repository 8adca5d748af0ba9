internal import ArgumentParser
internal import Records
internal import Tokenizers

/// Texts as the ids of a tokenizer, as the encode command writes them.
struct EncodedText: Sendable {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        /// `{"id", "ids"}` a record.
        case jsonl
        /// Ids with blanks between them, a line a record.
        case ids
        /// Tokens, a JSON array a line.
        case tokens
        /// Ids as 32-bit little-endian numbers, one record after the other.
        case bin
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

    private let tokenizer: Tokenizer
    private let search: SpecialTokenSearch?
    private let specialTokens: Tokenizer.SpecialTokens
    private let format: Format?
    private let isFramed: Bool

    /// - Parameters:
    ///   - format: nil only counts.
    ///   - isFramed: whether special tokens go around each text, as the tokenizer's file says.
    init(_ tokenizer: Tokenizer, _ format: Format?, isFramed: Bool, special: SpecialPolicy) {
        self.tokenizer = tokenizer
        search = special == .refuse ? SpecialTokenSearch(tokenizer) : nil
        specialTokens = special == .text ? .asText : .recognised
        self.format = format
        self.isFramed = isFramed && tokenizer.frames
    }

    /// How many tokens a batch is, and what to write of them.
    func encode(_ batch: Batch, _ cache: EncodingCache) throws(DataError) -> (count: Int, bytes: [UInt8]) {
        var ids: [Int32] = []
        var ends: [Int] = []
        if let search { for index in 0..<batch.count { try search.refuse(batch.texts[index], of: batch.ids[index]) } }
        tokenizer.encode(batch.texts, cache: cache, into: &ids, textEnds: &ends, specialTokens: specialTokens)
        if format == nil && !isFramed { return (ids.count, []) }
        if format == .bin && !isFramed { return (ids.count, Self.bytes(ids)) }
        var bytes: [UInt8] = []
        var total = 0
        for index in 0..<batch.count {
            let part = Array(ids[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
            let framed = isFramed ? tokenizer.frame(part) : part
            total += framed.count
            append(framed, batch, index, &bytes)
        }
        return (total, bytes)
    }

    /// Little-endian, as the machines we run on are.
    private static func bytes(_ ids: [Int32]) -> [UInt8] { ids.withUnsafeBytes { Array($0) } }

    private func append(_ ids: [Int32], _ batch: Batch, _ index: Int, _ bytes: inout [UInt8]) {
        switch format {
        case nil: break
        case .bin:
            bytes += Self.bytes(ids)
        case .ids:
            Self.appendList(ids, " ", &bytes)
            bytes.append(0x0A)
        case .jsonl:
            bytes.append(contentsOf: #"{"id":"#.utf8)
            JSONText.appendString(batch.ids[index], to: &bytes)
            bytes.append(contentsOf: #","ids":["#.utf8)
            Self.appendList(ids, ",", &bytes)
            bytes.append(contentsOf: "]}\n".utf8)
        case .tokens:
            bytes.append(UInt8(ascii: "["))
            for (place, id) in ids.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONText.appendString(tokenizer.name(of: id), to: &bytes)
            }
            bytes.append(contentsOf: "]\n".utf8)
        }
    }

    private static func appendList(_ ids: [Int32], _ separator: Unicode.Scalar, _ bytes: inout [UInt8]) {
        for (place, id) in ids.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: separator)) }
            JSONText.appendNumber(Int(id), to: &bytes)
        }
    }
}
