import Records

/// The values of a file that is one JSON array, or that is values one after the other.
struct JSONValueFrames {
    let input: ByteInput
    private let maximumBytes: Int
    private var isArray = false
    private var hasStarted = false
    private var hasEnded = false
    private var isAfterValue = false
    private var isEmpty = true
    /// 1-based line of the window's first byte.
    private(set) var line = 1

    init(_ bytes: PieceInput, maximumBytes: Int) throws(DataError) {
        input = try bytes.open()
        self.maximumBytes = maximumBytes
    }

    /// Finds the next value; `pass` it before asking for another.
    mutating func next() throws(DataError) -> LineFrame? {
        guard !hasEnded, try skipToValue() else { return nil }
        var extent = JSONExtent()
        var searched = 0
        while true {
            if let end = extent.end(in: input.window, from: searched) { return frame(end) }
            searched = input.window.count
            if searched > maximumBytes { return try passTooLong(&extent) }
            if try input.fill() { continue }
            if extent.mayEndHere, !isArray { return frame(searched) }
            throw fault("the file ends within a JSON value", mend: "fetch the file again: it is cut short")
        }
    }

    mutating func pass(_ frame: LineFrame) {
        consume(frame.extent)
        isAfterValue = true
    }

    private func frame(_ length: Int) -> LineFrame {
        var frame = LineFrame(offset: input.offset, content: 0..<length, extent: length)
        if length > maximumBytes { frame.tooLong = (length, beginning()) }
        return frame
    }

    private func beginning() -> [UInt8] {
        input.window.extracting(first: BadRecord.quotedBytes).withUnsafeBufferPointer { Array($0) }
    }

    private mutating func passTooLong(_ extent: inout JSONExtent) throws(DataError) -> LineFrame {
        var frame = LineFrame(offset: input.offset, content: 0..<0, extent: 0)
        let beginning = beginning()
        let start = input.offset
        consume(input.window.count)
        while try input.fill() {
            let end = extent.end(in: input.window, from: 0)
            consume(end ?? input.window.count)
            if end != nil {
                frame.tooLong = (input.offset - start, beginning)
                return frame
            }
        }
        throw fault("the file ends within a JSON value", mend: "fetch the file again: it is cut short")
    }

    private mutating func consume(_ count: Int) {
        line += ByteScan.count(0x0A, in: input.window.extracting(first: count))
        input.consume(count)
    }

    /// Passes whitespace, commas and the array's brackets.
    ///
    /// - Returns: false at the end of the values.
    private mutating func skipToValue() throws(DataError) -> Bool {
        if !hasStarted {
            try start()
        } else if isArray, try skipWhitespace() == UInt8(ascii: ","), isAfterValue {
            consume(1)
            isAfterValue = false
        }
        let byte = try skipWhitespace()
        guard isArray else { return byte != nil }
        guard let byte else {
            throw fault("the JSON array is not closed", mend: "fetch the file again: it is cut short")
        }
        if byte == UInt8(ascii: "]"), isAfterValue || isEmpty {
            consume(1)
            if try skipWhitespace() != nil { throw fault("something follows the JSON array", mend: "take it out") }
            hasEnded = true
            return false
        }
        isEmpty = false
        guard !isAfterValue, byte != UInt8(ascii: ","), byte != UInt8(ascii: "]"), byte != UInt8(ascii: "}") else {
            throw fault("a comma or a value is missing in the JSON array", mend: "correct the JSON at that place")
        }
        return true
    }

    private mutating func start() throws(DataError) {
        hasStarted = true
        let input = input
        while input.window.count < 3, try input.fill() {}
        let window = input.window
        if window.count >= 3, window[0] == 0xEF, window[1] == 0xBB, window[2] == 0xBF { input.consume(3) }
        if try skipWhitespace() == UInt8(ascii: "[") {
            isArray = true
            consume(1)
        }
    }

    /// Passes whitespace and returns the byte after it, or nil at the end of the file.
    private mutating func skipWhitespace() throws(DataError) -> UInt8? {
        while true {
            var scanner = JSONScanner(input.window)
            scanner.skipWhitespace()
            let passed = scanner.position
            consume(passed)
            if !input.window.isEmpty { return input.window[0] }
            guard try input.fill() else { return nil }
        }
    }

    private func fault(_ cause: String, mend: String) -> DataError {
        DataError(cause, file: input.path, line: line, offset: input.offset, mend: mend)
    }
}
