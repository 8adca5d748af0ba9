package import Records

/// A field of a record by its name: `text`, `id`, `source`, `language`, or another member of it, with dots between the
/// names of members within members (`meta.url`).
package struct RecordField: Sendable, Equatable {
    private enum Place: Equatable {
        case text, id, source, language
        case member([[UInt8]])
    }

    package let name: String
    private let place: Place

    package init(_ name: String) throws(DataError) {
        self.name = name
        switch name {
        case "text": place = .text
        case "id": place = .id
        case "source": place = .source
        case "language": place = .language
        default:
            let names = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            guard names.allSatisfy({ !$0.isEmpty }) else {
                throw DataError("'\(name)' does not name a field", mend: "write it like url or meta.url")
            }
            place = .member(names.map(Array.init))
        }
    }

    /// Calls `body` with the field's value: of a string what it stands for, of anything else its JSON. A field that is
    /// not there is empty.
    func withValue<T>(
        of batch: Batch, _ index: Int, scratch: inout [UInt8], _ body: (Span<UInt8>) throws(DataError) -> T
    ) throws(DataError) -> T {
        switch place {
        case .text: return try body(batch.texts[index])
        case .id: return try body(batch.ids[index])
        case .source: return try body(batch.sources[index])
        case .language: return try body(batch.languages[index])
        case .member(let names):
            scratch.removeAll(keepingCapacity: true)
            Self.append(names[...], of: batch.rest[index], to: &scratch)
            return try body(scratch.span)
        }
    }

    /// What cannot be read is as if it were not there: readers have passed it before.
    private static func append(_ names: ArraySlice<[UInt8]>, of members: Span<UInt8>, to output: inout [UInt8]) {
        guard let name = names.first else { return }
        var iterator = JSONMembers(ofMembers: members)
        var found: JSONValueToken?
        while let member = try? iterator.next() {
            if member.name.spells(name.span, in: members) { found = member.value }
        }
        guard let found, found.kind != .null else { return }
        let value = members.extracting(found.range)
        let inner = members.extracting(found.range.dropFirst().dropLast())
        if names.count > 1 {
            if found.kind == .object { append(names.dropFirst(), of: inner, to: &output) }
        } else if found.kind == .string, found.hasEscapes {
            JSONText.appendUnescaped(inner, to: &output)
        } else {
            (found.kind == .string ? inner : value).withUnsafeBufferPointer { output.append(contentsOf: $0) }
        }
    }
}
