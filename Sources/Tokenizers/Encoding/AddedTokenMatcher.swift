internal import Glibc

/// Finds added tokens, the leftmost first, then the longest.
struct AddedTokenMatcher: Sendable {
    struct Match {
        var range: Range<Int>
        var id: Int32
        var isSpecial: Bool
    }

    private struct Candidate: Sendable {
        var content: [UInt8]
        var token: AddedToken
    }

    /// By the first byte, longest first.
    private var candidates: [[Candidate]] = Array(repeating: [], count: 256)
    private var starts = [Bool](repeating: false, count: 256)
    /// The first byte of all of them, if it is the same.
    private var soleStart: UInt8?
    let isEmpty: Bool

    init(_ tokens: [AddedToken]) {
        isEmpty = tokens.isEmpty
        for token in tokens {
            let content = Array(token.content.utf8)
            guard let first = content.first else { continue }
            starts[Int(first)] = true
            candidates[Int(first)].append(Candidate(content: content, token: token))
        }
        let firsts = starts.indices.filter { starts[$0] }
        if firsts.count == 1 { soleStart = UInt8(truncatingIfNeeded: firsts[0]) }
        for first in candidates.indices { candidates[first].sort { $0.content.count > $1.content.count } }
    }

    /// The first match at or after `start`. White space it takes along before it begins at `floor` at the earliest.
    func next(_ text: UnsafeBufferPointer<UInt8>, from start: Int, floor: Int) -> (match: Match, next: Int)? {
        var place = start
        while place < text.count {
            guard let found = firstStart(text, from: place) else { return nil }
            for candidate in candidates[Int(text[found])] where matches(candidate, text, found) {
                let end = found + candidate.content.count
                return (Self.match(candidate.token, found..<end, text, floor: floor), end)
            }
            place = found + 1
        }
        return nil
    }

    /// Whether no token can begin anywhere in the text: the common case, decided fast.
    @inline(__always)
    func isAbsent(_ text: UnsafeBufferPointer<UInt8>) -> Bool { isEmpty || firstStart(text, from: 0) == nil }

    /// Where the content of a token begins at or after `start`.
    fileprivate func firstContent(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var place = start
        while !isEmpty, let found = firstStart(text, from: place) {
            if candidates[Int(text[found])].contains(where: { matches($0, text, found) }) { return found }
            place = found + 1
        }
        return nil
    }

    private func firstStart(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        if let soleStart {
            guard let base = text.baseAddress, let found = memchr(base + start, Int32(soleStart), text.count - start)
            else { return nil }
            return UnsafeRawPointer(found) - UnsafeRawPointer(base)
        }
        return starts.withUnsafeBufferPointer { starts in
            var place = start
            while place < text.count {
                if starts[Int(text[place])] { return place }
                place &+= 1
            }
            return nil
        }
    }

    private func matches(_ candidate: Candidate, _ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        guard candidate.content.count <= text.count - start else { return false }
        for (place, byte) in candidate.content.enumerated() where text[start + place] != byte { return false }
        return true
    }

    private static func match(
        _ token: AddedToken, _ found: Range<Int>, _ text: UnsafeBufferPointer<UInt8>, floor: Int
    ) -> Match {
        var range = found
        if token.stripsLeft, let base = text.baseAddress {
            let scanned = ScannedText(bytes: base, count: text.count)
            range = max(floor, scanned.blankStart(found.lowerBound, floor: floor))..<found.upperBound
        }
        if token.stripsRight, let base = text.baseAddress {
            let scanned = ScannedText(bytes: base, count: text.count)
            range = range.lowerBound..<scanned.blankEnd(found.upperBound)
        }
        return Match(range: range, id: token.id, isSpecial: token.isSpecial)
    }
}

/// Where added tokens are in memory that holds many texts, looked for once.
struct AddedTokenStarts {
    private let matcher: AddedTokenMatcher
    private let bytes: UnsafeBufferPointer<UInt8>
    private var next = -1

    init(_ matcher: AddedTokenMatcher, _ bytes: UnsafeBufferPointer<UInt8>) {
        self.matcher = matcher
        self.bytes = bytes
    }

    /// - Parameter range: not before those asked for earlier.
    @inline(__always)
    mutating func isPossible(in range: Range<Int>) -> Bool {
        if next < range.lowerBound { find(from: range.lowerBound) }
        return next < range.upperBound
    }

    private mutating func find(from start: Int) { next = matcher.firstContent(bytes, from: start) ?? .max }
}

extension ScannedText {
    /// End of the white space at `start`.
    func blankEnd(_ start: Int) -> Int {
        var place = start
        while place < count {
            let (kind, length) = character(place)
            if !Self.isBlank(kind) { break }
            place += length
        }
        return place
    }

    /// Beginning of the white space that ends at `end`, at `floor` or after it.
    func blankStart(_ end: Int, floor: Int) -> Int {
        var place = end
        while place > floor {
            var start = place - 1
            while start > floor, byte(start) & 0xC0 == 0x80, place - start < 4 { start -= 1 }
            let (kind, length) = character(start)
            if !Self.isBlank(kind) || start + length != place { break }
            place = start
        }
        return place
    }
}
