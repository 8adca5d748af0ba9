internal import Foundation
internal import Records

/// JSON whose bytes depend on the value alone: keys sorted.
enum CanonicalJSON {
    static func text(_ value: some Encodable, pretty: Bool = false) throws(DataError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw DataError("cannot be written as JSON: \(error)")
        }
    }
}
