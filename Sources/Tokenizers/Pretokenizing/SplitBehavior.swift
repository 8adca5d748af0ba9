/// What becomes of the matches that a text is split at (Hugging Face's `SplitDelimiterBehavior`).
enum SplitBehavior: String, Sendable {
    case removed = "Removed"
    case isolated = "Isolated"
    case mergedWithPrevious = "MergedWithPrevious"
    case mergedWithNext = "MergedWithNext"
    case contiguous = "Contiguous"

    /// The pieces of a text of `count` code points; none of them is empty.
    ///
    /// - Parameter matches: in order and apart from each other.
    func pieces(_ count: Int, _ matches: [Range<Int>], inverted: Bool = false) -> [Range<Int>] {
        var parts: [(range: Range<Int>, isMatch: Bool)] = []
        var place = 0
        for match in matches {
            if place < match.lowerBound { parts.append((place..<match.lowerBound, inverted)) }
            parts.append((match, !inverted))
            place = match.upperBound
        }
        if place < count { parts.append((place..<count, inverted)) }
        return join(parts).filter { !$0.isEmpty }
    }

    private func join(_ parts: [(range: Range<Int>, isMatch: Bool)]) -> [Range<Int>] {
        switch self {
        case .isolated: return parts.map(\.range)
        case .removed: return parts.filter { !$0.isMatch }.map(\.range)
        case .contiguous: return Self.merge(parts) { $0 == $1 }
        case .mergedWithPrevious: return Self.merge(parts) { !$0 && $1 }
        case .mergedWithNext:
            let mirrored = parts.reversed().map { (-$0.range.upperBound..<(-$0.range.lowerBound), $0.isMatch) }
            return Self.merge(mirrored) { !$0 && $1 }.reversed().map { -$0.upperBound..<(-$0.lowerBound) }
        }
    }

    /// Joins a part to the one before where `joins(before, this)`, asked with whether each is a match.
    private static func merge(
        _ parts: [(Range<Int>, Bool)], _ joins: (Bool, Bool) -> Bool
    ) -> [Range<Int>] {
        var made: [Range<Int>] = []
        var previous: Bool?
        for (range, isMatch) in parts {
            if let previous, joins(previous, isMatch), let last = made.last {
                made[made.count - 1] = last.lowerBound..<range.upperBound
            } else {
                made.append(range)
            }
            previous = isMatch
        }
        return made
    }
}
