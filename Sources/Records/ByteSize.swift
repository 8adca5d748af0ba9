/// A number of bytes, written `64MB`, `2G`, `512KiB` or plain. K, M, G and T are powers of 1024, as for memory.
package struct ByteSize: Codable, Hashable, Sendable, CustomStringConvertible {
    package var bytes: Int

    package init(_ bytes: Int) { self.bytes = bytes }

    private static let units: [(letter: Character, shift: Int)] = [("K", 10), ("M", 20), ("G", 30), ("T", 40)]

    package init?(_ text: String) {
        var body = text.uppercased()
        for suffix in ["IB", "B"] where body.hasSuffix(suffix) {
            body.removeLast(suffix.count)
            break
        }
        var shift = 0
        if let last = body.last, let unit = Self.units.first(where: { $0.letter == last }) {
            shift = unit.shift
            body.removeLast()
        }
        guard let number = Double(body), number >= 0, number * Double(1 << shift) < 0x1p62 else { return nil }
        bytes = Int(number * Double(1 << shift))
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let size = ByteSize(text) else {
            throw DataError("'\(text)' is not a size", mend: "write it as 64M, 2G or a number of bytes")
        }
        self = size
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package var description: String {
        for unit in Self.units.reversed() where bytes != 0 && bytes % (1 << unit.shift) == 0 {
            return "\(bytes >> unit.shift)\(unit.letter)"
        }
        return String(bytes)
    }
}
