package import Records

/// Reads a model in the ARPA format, of KenLM, SRILM or others, compressed or not.
package struct ARPAReader {
    private struct Word {
        var number: UInt32
        var probability: Float
        var backoff: Float
    }

    private let lines: ARPALines
    private var vocabulary = Vocabulary()
    /// The line's n-gram, its last word first.
    private var words: [UInt32] = []

    package static func read(path: String, into sink: inout some NgramSink) throws(DataError) {
        var reader = ARPAReader(lines: try ARPALines(path))
        let sizes = try reader.readSizes()
        let words = try reader.readWords(sizes[0], isLast: sizes.count == 1)
        try sink.begin(sizes: sizes, reader.vocabulary)
        for word in words {
            try withUnsafePointer(to: word.number) { (row) throws(DataError) in
                try sink.append(row, order: 1, word.probability, word.backoff)
            }
        }
        for order in 2..<max(sizes.count + 1, 2) {
            try reader.readSection(order, sizes, into: &sink)
        }
        try reader.expect("\\end\\")
    }

    private init(lines: ARPALines) { self.lines = lines }

    private func expect(_ line: String) throws(DataError) {
        guard try lines.next(), lines.text == line else {
            throw lines.fault(
                "here should be \(line)", mend: "get the file again: it is cut short or says wrong numbers of n-grams")
        }
    }

    private func readSizes() throws(DataError) -> [Int] {
        guard try lines.next(), lines.text == "\\data\\" else {
            throw lines.fault(
                "the file does not begin with \\data\\", mend: "give a model in the ARPA format or one of quern's")
        }
        var sizes: [Int] = []
        while try lines.next(), lines.text != "\\1-grams:" {
            let parts = lines.text.split(separator: "=").map { $0.split(separator: " ") }
            guard parts.count == 2, parts[0].count == 2, parts[0][0] == "ngram", Int(parts[0][1]) == sizes.count + 1,
                parts[1].count == 1, let size = Int(parts[1][0]), (0..<1 << 40).contains(size)
            else { throw lines.fault("this does not say how many \(sizes.count + 1)-grams there are") }
            sizes.append(size)
        }
        guard KneserNeyTrainer.orders.contains(sizes.count) else {
            let orders = KneserNeyTrainer.orders
            throw lines.fault(
                "the model is of order \(sizes.count)",
                mend: "give one of order \(orders.lowerBound) to \(orders.upperBound)")
        }
        return sizes
    }

    private mutating func readWords(_ size: Int, isLast: Bool) throws(DataError) -> [Word] {
        var words: [Word] = []
        for _ in 0..<size {
            let (probability, backoff, fields) = try entry(1, isLast: isLast)
            let before = vocabulary.count
            let line = lines.line
            let number = vocabulary.number(adding: line.span.extracting(fields))
            guard vocabulary.count > before || number <= Vocabulary.end else {
                throw lines.fault("the word is there twice")
            }
            words.append(Word(number: number, probability: probability, backoff: backoff))
        }
        return words
    }

    private mutating func readSection(_ order: Int, _ sizes: [Int], into sink: inout some NgramSink) throws(DataError) {
        try expect("\\\(order)-grams:")
        for _ in 0..<sizes[order - 1] {
            let (probability, backoff, fields) = try entry(order, isLast: order == sizes.count)
            words.removeAll(keepingCapacity: true)
            let line = lines.line
            var found = NgramCounter.Words(line.span.extracting(fields))
            while let word = found.next() {
                let range = fields.lowerBound + word.lowerBound..<fields.lowerBound + word.upperBound
                guard let number = vocabulary.number(of: line.span.extracting(range)) else {
                    throw lines.fault("a word of the n-gram is not among the 1-grams")
                }
                words.append(number)
            }
            words.reverse()
            do throws(DataError) {
                try words.withUnsafeBufferPointer { (words) throws(DataError) in
                    guard let row = words.baseAddress else { return }
                    try sink.append(row, order: order, probability, backoff)
                }
            } catch {
                throw lines.fault(error.cause, mend: error.mend)
            }
        }
    }

    /// Reads a line: the logarithms, and where in it the words are, of which there must be `order`.
    private func entry(_ order: Int, isLast: Bool) throws(DataError) -> (Float, Float, Range<Int>) {
        guard try lines.next() else {
            throw lines.fault("the file ends among the \(order)-grams", mend: "get it again")
        }
        let line = lines.line
        var fields: [Range<Int>] = []
        var words = NgramCounter.Words(line.span)
        while let word = words.next() { fields.append(word) }
        guard fields.count == order + 1 || fields.count == order + 2 && !isLast else {
            throw lines.fault("this is no \(order)-gram with its logarithms")
        }
        let probability = try number(fields[0])
        let backoff = fields.count == order + 2 ? try number(fields[order + 1]) : 0
        guard probability <= 0 else { throw lines.fault("a probability is above 1: its logarithm is \(probability)") }
        return (probability, backoff, fields[1].lowerBound..<fields[order].upperBound)
    }

    private func number(_ field: Range<Int>) throws(DataError) -> Float {
        let text = String(decoding: lines.line[field], as: UTF8.self)
        guard let number = Float(text), number.isFinite else { throw lines.fault("'\(text)' is no logarithm") }
        return number
    }
}
