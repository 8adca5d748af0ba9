/// Cuts text into pre-tokens, inside which tokens lie.
package struct Pretokenizer: Sendable {
    package let pattern: PretokenPattern

    package init(_ pattern: PretokenPattern) { self.pattern = pattern }

    /// Ends of the pre-tokens of a text, in bytes.
    package func ends(_ text: Span<UInt8>) -> [Int] {
        text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return [] }
            return withSeen(ScannedText(bytes: base, count: bytes.count)) { text in
                withUnsafeTemporaryAllocation(of: Int.self, capacity: 512) { batch in
                    var ends: [Int] = []
                    while (ends.last ?? 0) < text.count {
                        let count = nextEnds(text, from: ends.last ?? 0, into: batch)
                        ends.append(contentsOf: batch[..<count])
                    }
                    return ends
                }
            }
        }
    }

    /// Lends what the pattern is to see of a whole text: Oniguruma is given older characters for those it does not know.
    @inline(__always)
    func withSeen<Result>(_ text: ScannedText, _ body: (ScannedText) -> Result) -> Result {
        guard case .expression = pattern else { return body(text) }
        let seen = StandIns.replaceNew(Array(UnsafeBufferPointer(start: text.bytes, count: text.count)))
        return seen.withUnsafeBufferPointer { bytes in
            body(bytes.baseAddress.map { ScannedText(bytes: $0, count: bytes.count) } ?? text)
        }
    }

    /// Writes the ends of the next pre-tokens until `ends` is full or the text is finished; returns how many.
    ///
    /// - Parameter text: as `withSeen` lends it.
    func nextEnds(_ text: ScannedText, from start: Int, into ends: UnsafeMutableBufferPointer<Int>) -> Int {
        switch pattern {
        case .gpt2: Self.scan(GPT2Scanner.self, text, start, ends)
        case .cl100k: Self.scan(CL100KScanner.self, text, start, ends)
        case .cl100kBase: Self.scan(CL100KBaseScanner.self, text, start, ends)
        case .qwen2: Self.scan(Qwen2Scanner.self, text, start, ends)
        case .o200k: Self.scan(O200KScanner.self, text, start, ends)
        case .deepseek3: Self.scan(DeepSeek3Scanner.self, text, start, ends)
        case .bloom: Self.scan(BloomScanner.self, text, start, ends)
        case .words(let pattern):
            Self.fill(ends, from: start, till: text.count) { pattern.wordsEnd(text, $0) }
        case .expression(let expression): expression.nextEnds(text, from: start, into: ends)
        }
    }

    @inline(__always)
    private static func scan<Scanner: PretokenScanner>(
        _ scanner: Scanner.Type, _ text: ScannedText, _ start: Int, _ ends: UnsafeMutableBufferPointer<Int>
    ) -> Int {
        let text = text.classified(by: scanner.classes)
        return fill(ends, from: start, till: text.count) { scanner.end(text, $0) }
    }

    @inline(__always)
    private static func fill(
        _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, till textEnd: Int, _ end: (Int) -> Int
    ) -> Int {
        guard let output = ends.baseAddress else { return 0 }
        let limit = ends.count
        var place = start
        var found = 0
        while place < textEnd && found < limit {
            place = end(place)
            output[found] = place
            found &+= 1
        }
        return found
    }
}
