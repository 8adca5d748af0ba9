package import Records

/// Takes personal data and secrets out of texts: addresses, numbers and keys by their shapes and checksums. Names of people
/// are not looked for.
package struct PersonalDataStage: Stage, Defaulted {
    /// What takes its place.
    package enum Action: String, Codable, CaseIterable, Sendable {
        /// `<EMAIL>`.
        case tag
        /// An asterisk for every letter and digit.
        case mask
        /// Something made up of the same shape, the same for the same data.
        case replace
        /// Nothing: the record is dropped.
        case drop
    }

    package var kinds = PersonalDataKind.allCases.filter { $0 != .handle }
    package var action = Action.tag
    /// Of what `replace` makes up.
    package var seed: UInt64 = 0

    package init() {}

    private enum CodingKeys: String, CodingKey { case kinds, action, seed }

    package var rules: [String] { PersonalDataKind.allCases.map(\.rawValue) }

    package func process(_ batch: inout Batch) throws(DataError) {
        var finder = PersonalDataFinder(kinds: Set(kinds))
        var edits = TextEdits()
        var edited: [UInt8] = []
        for index in 0..<batch.count where batch.isKept(index) {
            finder.find(in: batch.texts[index], language: batch.languages.string(index))
            guard let first = finder.found.first else { continue }
            for (rule, kind) in PersonalDataKind.allCases.enumerated() {
                let count = finder.found.count { $0.kind == kind }
                if count > 0 { batch.score(rule: rule, Double(count)) }
            }
            if action == .drop {
                let rule = PersonalDataKind.allCases.firstIndex(of: first.kind) ?? 0
                batch.drop(index, rule: rule, score: Double(finder.found.count))
                continue
            }
            edited.removeAll(keepingCapacity: true)
            append(batch.texts[index], finder.found, to: &edited)
            edits.add(index, edited.span)
        }
        edits.apply(&batch)
    }

    private func append(_ text: Span<UInt8>, _ found: [PersonalDatum], to output: inout [UInt8]) {
        var start = 0
        for datum in found {
            text.extracting(start..<datum.range.lowerBound).withUnsafeBufferPointer { output.append(contentsOf: $0) }
            switch action {
            case .replace: Surrogate(seed: seed).append(datum, of: text, to: &output)
            case .mask:
                for index in datum.range {
                    let byte = text[index]
                    let isInk = byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
                    output.append(isInk ? UInt8(ascii: "*") : byte)
                }
            case .tag, .drop:
                let tag = datum.kind.tag
                output.append(contentsOf: UnsafeBufferPointer(start: tag.utf8Start, count: tag.utf8CodeUnitCount))
            }
            start = datum.range.upperBound
        }
        text.extracting(start..<text.count).withUnsafeBufferPointer { output.append(contentsOf: $0) }
    }
}
