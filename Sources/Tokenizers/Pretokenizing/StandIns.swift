internal import Text

/// The peer's Oniguruma is of a later Unicode than Debian's: characters that only it knows go by others of their kind,
/// which have the same length.
enum StandIns {
    private static let firsts = StandInRuns.runs.map(\.first)

    /// The text with older characters for the new ones.
    static func replaceNew(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(where: { $0 >= 0xE0 }) else { return text }
        var replaced = text
        var place = 0
        while place < text.count {
            let (point, length) = CodePoint.decode(text.span, at: place)
            if length > 2, let other = standIn(for: point) {
                var bytes: [UInt8] = []
                AlignedText.append(other, to: &bytes)
                replaced.replaceSubrange(place..<place + length, with: bytes)
            }
            place += length
        }
        return replaced
    }

    private static func standIn(for point: UInt32) -> UInt32? {
        let place = firsts.countAtMost(point) - 1
        guard place >= 0, StandInRuns.runs[place].last >= point else { return nil }
        return StandInRuns.runs[place].other
    }
}
