/// A segment of one of several files that are aligned, as it is sorted.
struct AlignedSegment {
    /// Of the file, in the order they are given.
    var file: Int
    var offset: Int
    var language: [UInt8]
    var text: [UInt8]

    /// Sorts by id, then by file, then by place.
    static func key(id: ArraySlice<UInt8>, file: Int, offset: Int) -> [UInt8] {
        // No id has a zero byte, so that one that another begins with comes before it.
        Array(id) + [0] + order(file: file, offset: offset)
    }

    static func id(ofKey key: [UInt8]) -> ArraySlice<UInt8> { key.dropLast(17) }

    static func order(file: Int, offset: Int) -> [UInt8] {
        var key: [UInt8] = []
        for number in [file, offset] { withUnsafeBytes(of: UInt64(number).bigEndian) { key.append(contentsOf: $0) } }
        return key
    }

    func append(to output: inout [UInt8]) {
        for number in [file, offset, language.count, text.count] {
            withUnsafeBytes(of: Int64(number).littleEndian) { output.append(contentsOf: $0) }
        }
        output += language
        output += text
    }

    init(file: Int, offset: Int, language: [UInt8], text: [UInt8]) {
        self.file = file
        self.offset = offset
        self.language = language
        self.text = text
    }

    /// Takes one off the front of what `append` has written.
    init(from bytes: inout ArraySlice<UInt8>) {
        func number() -> Int {
            let number = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
            bytes = bytes.dropFirst(8)
            return number
        }
        file = number()
        offset = number()
        let counts = (number(), number())
        language = Array(bytes.prefix(counts.0))
        text = Array(bytes.dropFirst(counts.0).prefix(counts.1))
        bytes = bytes.dropFirst(counts.0 + counts.1)
    }
}
