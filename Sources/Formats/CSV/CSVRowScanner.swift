import Records

/// Finds the fields of one row, however the bytes come. What is accepted is what Python's csv accepts when it is strict:
/// RFC 4180, rows also ended by a lone carriage return, and quotes inside a field that does not begin with one.
struct CSVRowScanner {
    struct Field: Equatable {
        /// In the row, without the outer quotes.
        var range: Range<Int>
        /// Quotes in it are doubled.
        var hasDoubledQuotes = false
    }

    enum Step: Equatable {
        case needsMore
        /// The row ends before `content`; the next begins at `next`.
        case row(content: Int, next: Int)
        /// Something follows a closing quote at this place.
        case fault(at: Int)
    }

    private enum State { case fieldStart, plain, quoted, quoteInQuoted }

    private let delimiter: UInt8
    private(set) var fields: [Field] = []
    private var state = State.fieldStart
    private var index = 0
    private var start = 0
    private var hasDoubledQuotes = false

    init(delimiter: UInt8) { self.delimiter = delimiter }

    /// Forgets the last row.
    mutating func startRow() {
        fields.removeAll(keepingCapacity: true)
        state = .fieldStart
        index = 0
        start = 0
        hasDoubledQuotes = false
    }

    /// Bytes before the cursor have been given up: fields are no longer wanted, only the end of the row.
    mutating func forgetBytes() {
        fields.removeAll(keepingCapacity: true)
        index = 0
        start = 0
    }

    /// A row that has not been ended by a line break, at the end of the file.
    ///
    /// - Returns: false if it ends within quotes.
    mutating func finish(at end: Int) -> Bool {
        switch state {
        case .quoted: return false
        case .quoteInQuoted: append(to: end - 1)
        case .fieldStart, .plain: append(to: end)
        }
        return true
    }

    private mutating func append(to end: Int) {
        fields.append(Field(range: start..<max(end, start), hasDoubledQuotes: hasDoubledQuotes))
        hasDoubledQuotes = false
    }

    /// Goes on with the row that begins at the first of `bytes`; earlier bytes must still be there.
    mutating func advance(_ bytes: Span<UInt8>) -> Step {
        while index < bytes.count {
            switch state {
            case .fieldStart:
                start = index
                if bytes[index] == UInt8(ascii: "\"") {
                    state = .quoted
                    index += 1
                    start = index
                } else {
                    state = .plain
                }
            case .plain:
                index = endOfPlain(bytes)
                guard index < bytes.count else { return .needsMore }
                append(to: index)
                if let step = separate(bytes[index]) { return step }
            case .quoted:
                guard let quote = ByteScan.first(UInt8(ascii: "\""), in: bytes, from: index) else {
                    index = bytes.count
                    return .needsMore
                }
                index = quote + 1
                state = .quoteInQuoted
            case .quoteInQuoted:
                if let step = afterQuote(bytes[index]) { return step }
            }
        }
        return .needsMore
    }

    private mutating func afterQuote(_ byte: UInt8) -> Step? {
        if byte == UInt8(ascii: "\"") {
            hasDoubledQuotes = true
            state = .quoted
            index += 1
            return nil
        }
        guard byte == delimiter || byte == 0x0A || byte == 0x0D else { return .fault(at: index) }
        append(to: index - 1)
        return separate(byte)
    }

    /// Passes a delimiter, or ends the row. The line feed after a carriage return is left to the next row.
    private mutating func separate(_ byte: UInt8) -> Step? {
        index += 1
        state = .fieldStart
        // The next field may be empty and at the end of the file.
        start = index
        return byte == delimiter ? nil : .row(content: index - 1, next: index)
    }

    private func endOfPlain(_ bytes: Span<UInt8>) -> Int {
        let raw = bytes.bytes
        var index = index
        while index &+ 16 <= bytes.count {
            let vector = ByteScan.load(raw, index)
            let mask =
                (vector .== ByteScan.Vector(repeating: delimiter)) .| (vector .== ByteScan.Vector(repeating: 0x0A))
                .| (vector .== ByteScan.Vector(repeating: 0x0D))
            if ByteScan.hasLane(mask) { return index &+ ByteScan.firstLane(mask) }
            index &+= 16
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
            index &+= 1
        }
        return index
    }
}
