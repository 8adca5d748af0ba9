internal import Records
internal import Text

/// What stands between two white spaces, as code points, while it is cut into tokens by the rules of spaCy 3.8's English
/// tokenizer (`tokenizer.pyx`, `lang/punctuation.py`, `lang/en/punctuation.py` of explosion/spaCy).
struct TokenChunk {
    private(set) var points: [UInt32] = []
    private(set) var marks: [UInt16] = []
    /// Where each code point begins in the text, and where the last one ends.
    private(set) var offsets: [Int] = []
    /// Where the tokens end, as indexes of code points.
    private(set) var ends: [Int] = []
    /// Ends of what was cut off behind, the last first.
    private var suffixes: [Int] = []
    private let exceptions = EnglishExceptions.shared
    private let affixes: ExceptionAffixes

    init(affixes: ExceptionAffixes = .shared) { self.affixes = affixes }

    private mutating func removeAll() {
        points.removeAll(keepingCapacity: true)
        marks.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        suffixes.removeAll(keepingCapacity: true)
    }

    /// Takes the characters of a range without white space.
    mutating func read(_ text: Span<UInt8>, _ range: Range<Int>) {
        removeAll()
        var index = range.lowerBound
        while index < range.upperBound {
            let (point, length) = CodePoint.decode(text, at: index)
            points.append(point)
            marks.append(TokenCharacter.of(point))
            offsets.append(index)
            index += length
        }
        offsets.append(index)
    }

    /// Cuts the chunk into tokens.
    ///
    /// - Parameter knowsExceptions: false cuts by affixes alone.
    mutating func cut(_ text: Span<UInt8>, knowsExceptions: Bool = true) {
        var low = 0
        var high = points.count
        strip(text, &low, &high, knowsExceptions)
        if low < high { cutInside(text, low, high, knowsExceptions) }
        ends.append(contentsOf: suffixes.reversed())
        if knowsExceptions && ends.count > 1 { joinExceptions(text) }
    }

    private func bytes(_ low: Int, _ high: Int) -> Range<Int> { offsets[low]..<offsets[high] }

    private func isException(_ text: Span<UInt8>, _ low: Int, _ high: Int) -> Bool {
        low < high && exceptions.parts(text.extracting(bytes(low, high))) != nil
    }

    /// Cuts off what may stand before and behind a word, until nothing does or an exception is left.
    private mutating func strip(_ text: Span<UInt8>, _ low: inout Int, _ high: inout Int, _ knowsExceptions: Bool) {
        while low < high {
            if knowsExceptions && isException(text, low, high) { return }
            let prefix = prefixLength(low, high)
            if prefix > 0 && knowsExceptions && isException(text, low + prefix, high) {
                low += prefix
                ends.append(low)
                return
            }
            let suffix = suffixLength(low + prefix, high)
            if suffix > 0 && knowsExceptions && isException(text, low, high - suffix) {
                suffixes.append(high)
                high -= suffix
                return
            }
            if prefix == 0 && suffix == 0 { return }
            if prefix > 0 {
                low += prefix
                ends.append(low)
            }
            if suffix > 0 {
                suffixes.append(high)
                high -= suffix
            }
        }
    }

    private mutating func cutInside(_ text: Span<UInt8>, _ low: Int, _ high: Int, _ knowsExceptions: Bool) {
        if knowsExceptions, let parts = exceptions.parts(text.extracting(bytes(low, high))) {
            appendParts(parts, from: low)
            return
        }
        if WebAddress.matches(points[low..<high].span, marks[low..<high].span) {
            ends.append(high)
            return
        }
        var index = low
        var start = low
        while index < high {
            let length = infixLength(index, low, high)
            // What is found at the very beginning is no infix.
            if length > 0 && index > low {
                if index > start { ends.append(index) }
                start = index + length
                ends.append(start)
            }
            index += max(length, 1)
        }
        if start < high { ends.append(high) }
    }

    private mutating func appendParts(_ parts: Range<Int>, from low: Int) {
        var index = low
        for place in parts {
            let end = offsets[low] + exceptions.end(place)
            while offsets[index] < end { index += 1 }
            ends.append(index)
        }
    }

    /// Gives runs of tokens that together spell an exception that exception's own parts: the longest first.
    private mutating func joinExceptions(_ text: Span<UInt8>) {
        let found = joined(text)
        if found.isEmpty { return }
        let cut = ends
        ends.removeAll(keepingCapacity: true)
        var token = 0
        for run in found.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            ends.append(contentsOf: cut[token..<run.lowerBound])
            let low = run.lowerBound == 0 ? 0 : cut[run.lowerBound - 1]
            if let parts = exceptions.parts(text.extracting(bytes(low, cut[run.upperBound - 1]))) {
                appendParts(parts, from: low)
            }
            token = run.upperBound
        }
        ends.append(contentsOf: cut[token...])
    }

    /// Runs of tokens that spell exceptions, without those that overlap with a longer one.
    private func joined(_ text: Span<UInt8>) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for first in ends.indices {
            let low = first == 0 ? 0 : ends[first - 1]
            var last = first
            while last < ends.count, offsets[ends[last]] - offsets[low] <= exceptions.longest {
                let run = first..<last + 1
                if isCutAsException(text, run, low) { runs.append(run) }
                last += 1
            }
        }
        if runs.isEmpty { return [] }
        var kept: [Range<Int>] = []
        // As in the peer, one that is left out is in the way of shorter ones, too.
        var isTaken = [Bool](repeating: false, count: ends.count)
        for run in runs.sorted(by: { ($1.count, $0.lowerBound) < ($0.count, $1.lowerBound) }) {
            if !isTaken[run.lowerBound] && !isTaken[run.upperBound - 1] { kept.append(run) }
            for token in run { isTaken[token] = true }
        }
        return kept
    }

    private func isCutAsException(_ text: Span<UInt8>, _ run: Range<Int>, _ low: Int) -> Bool {
        let spelling = text.extracting(bytes(low, ends[run.upperBound - 1]))
        guard exceptions.parts(spelling) != nil, let parts = affixes.ends(spelling), parts.count == run.count else {
            return false
        }
        return zip(run, parts).allSatisfy { token, end in offsets[ends[token]] - offsets[low] == end }
    }
}
