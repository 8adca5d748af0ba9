/// Marks that encyclopedias leave in their text: `[12]`, `[]`, `[edit]`, `[citation needed]`.
enum C4Citations {
    static func occur(_ line: Span<UInt8>) -> Bool {
        line.indices.contains { line[$0] == UInt8(ascii: "[") && length(line, at: $0) > 0 }
    }

    static func remove(_ line: Span<UInt8>, into output: inout [UInt8]) {
        output.removeAll(keepingCapacity: true)
        var index = 0
        while index < line.count {
            let length = line[index] == UInt8(ascii: "[") ? length(line, at: index) : 0
            if length > 0 {
                index += length
            } else {
                output.append(line[index])
                index += 1
            }
        }
    }

    private static func length(_ line: Span<UInt8>, at start: Int) -> Int {
        var end = start + 1
        while end < line.count, line[end] &- 0x30 < 10 { end += 1 }
        if end < line.count, line[end] == UInt8(ascii: "]") { return end + 1 - start }
        for mark: StaticString in ["[edit]", "[citation needed]"] where Phrases.stands(mark, line, at: start) {
            return mark.utf8CodeUnitCount
        }
        return 0
    }
}
