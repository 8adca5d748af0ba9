package import Records

/// Which of several duplicates stays: criteria in order of weight, written `priority=source:wiki>books>web,quality,longest`.
///
/// Documents that are equal by all of them are taken in the order of the input, so that the order is total.
package struct KeepPolicy: Sendable, Equatable, CustomStringConvertible {
    package enum Criterion: Sendable, Equatable {
        /// The value of a field that stands first in the list; values that are not in it come last.
        case priority(RecordField, [String])
        /// The greatest number in a field; what is no number comes last.
        case quality(RecordField)
        /// The most bytes of text.
        case longest
    }

    package var criteria: [Criterion] = []
    private let text: String

    package var description: String { text }

    /// The first document stays.
    package init() { text = "first" }

    package init(_ text: String) throws(DataError) {
        self.text = text
        let words = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        for (place, word) in words.enumerated() {
            if word == "first", place == words.count - 1 { break }
            criteria.append(try Self.criterion(word))
        }
    }

    private static func criterion(_ word: String) throws(DataError) -> Criterion {
        let halves = word.split(separator: "=", maxSplits: 1).map(String.init)
        switch (halves.first, halves.dropFirst().first) {
        case ("longest", nil): return .longest
        case ("quality", let field): return .quality(try RecordField(field ?? "quality"))
        case ("priority", let list?):
            let parts = list.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { break }
            let values = parts[1].split(separator: ">", omittingEmptySubsequences: false).map(String.init)
            guard !values.contains(""), Set(values).count == values.count else { break }
            return .priority(try RecordField(parts[0]), values)
        default: break
        }
        throw DataError(
            "'\(word)' is no way to choose what is kept",
            mend: "name priority=FIELD:FIRST>SECOND, quality or quality=FIELD, longest, and first at the end")
    }
}

extension KeepPolicy: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension KeepPolicy {
    /// The place of record `index` by each criterion: the least stays.
    func values(of batch: Batch, _ index: Int, scratch: inout [UInt8]) throws(DataError) -> [UInt64] {
        var values: [UInt64] = []
        for criterion in criteria {
            switch criterion {
            case .longest: values.append(~UInt64(batch.texts[index].count))
            case .quality(let field):
                values.append(
                    try field.withValue(of: batch, index, scratch: &scratch) { (value) throws(DataError) in
                        Self.place(ofNumber: value)
                    })
            case .priority(let field, let list):
                values.append(
                    try field.withValue(of: batch, index, scratch: &scratch) { (value) throws(DataError) in
                        UInt64(list.firstIndex { Self.isEqual(value, $0) } ?? list.count)
                    })
            }
        }
        return values
    }

    private static func isEqual(_ value: Span<UInt8>, _ text: String) -> Bool {
        value.count == text.utf8.count && text.utf8.enumerated().allSatisfy { value[$0.offset] == $0.element }
    }

    /// Doubles as words in the opposite order: of two's-complement floats the sign is turned, of negative ones all bits.
    private static func place(ofNumber value: Span<UInt8>) -> UInt64 {
        let text = value.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        guard let number = Double(text), !number.isNaN else { return .max }
        // Both zeros are one number.
        let bits = (number == 0 ? 0 : number).bitPattern
        return ~(bits >> 63 == 1 ? ~bits : bits | 1 << 63)
    }
}
