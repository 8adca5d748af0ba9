/// Cuts text into pre-tokens, inside which tokens lie.
package struct Pretokenizer: Sendable {
    package let pattern: PretokenPattern

    package init(_ pattern: PretokenPattern) { self.pattern = pattern }

    /// Ends of the pre-tokens of a text, in bytes.
    package func ends(_ text: Span<UInt8>) -> [Int] {
        var ends: [Int] = []
        var start = 0
        while start < text.count {
            withUnsafeTemporaryAllocation(of: Int.self, capacity: 512) { batch in
                let count = nextEnds(text, from: start, into: batch)
                ends.append(contentsOf: batch[..<count])
            }
            start = ends.last ?? text.count
        }
        return ends
    }

    /// Writes the ends of the next pre-tokens until `ends` is full or the text is finished; returns how many.
    func nextEnds(_ text: Span<UInt8>, from start: Int, into ends: UnsafeMutableBufferPointer<Int>) -> Int {
        text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            return nextEnds(ScannedText(bytes: base, count: bytes.count), from: start, into: ends)
        }
    }

    func nextEnds(_ text: ScannedText, from start: Int, into ends: UnsafeMutableBufferPointer<Int>) -> Int {
        switch pattern {
        case .gpt2: Self.scan(GPT2Scanner.self, text, start, ends)
        case .cl100k: Self.scan(CL100KScanner.self, text, start, ends)
        case .cl100kBase: Self.scan(CL100KBaseScanner.self, text, start, ends)
        case .qwen2: Self.scan(Qwen2Scanner.self, text, start, ends)
        case .o200k: Self.scan(O200KScanner.self, text, start, ends)
        }
    }

    @inline(__always)
    private static func scan<Scanner: PretokenScanner>(
        _ scanner: Scanner.Type, _ text: ScannedText, _ start: Int, _ ends: UnsafeMutableBufferPointer<Int>
    ) -> Int {
        guard let output = ends.baseAddress else { return 0 }
        let limit = ends.count
        var place = start
        var found = 0
        while place < text.count && found < limit {
            place = scanner.end(text, place)
            output[found] = place
            found &+= 1
        }
        return found
    }
}
