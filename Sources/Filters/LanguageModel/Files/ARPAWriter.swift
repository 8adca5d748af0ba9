package import Records

/// Writes a model in the ARPA format, which KenLM, SRILM and others read: sections of n-grams with decimal logarithms,
/// floats by their shortest decimals.
package struct ARPAWriter: NgramSink {
    private let file: AtomicFile
    private var vocabulary = Vocabulary()
    private var order = 0
    private var orders = 0
    private var line: [UInt8] = []

    package init(path: String) throws(DataError) { file = try AtomicFile(path: path) }

    package mutating func begin(sizes: [Int], _ vocabulary: Vocabulary) throws(DataError) {
        self.vocabulary = vocabulary
        orders = sizes.count
        try file.write("\\data\\\n")
        for (place, size) in sizes.enumerated() { try file.write("ngram \(place + 1)=\(size)\n") }
    }

    package mutating func append(
        _ words: UnsafePointer<UInt32>, order: Int, _ probability: Float, _ backoff: Float
    ) throws(DataError) {
        if order != self.order {
            try file.write("\n\\\(order)-grams:\n")
            self.order = order
        }
        line.removeAll(keepingCapacity: true)
        append(probability)
        for place in (0..<order).reversed() {
            line.append(place == order - 1 ? 0x09 : 0x20)
            vocabulary.append(words[place], to: &line)
        }
        if order < orders {
            line.append(0x09)
            append(backoff)
        }
        line.append(0x0A)
        try file.write(line)
    }

    private mutating func append(_ number: Float) {
        if number == 0 { line.append(0x30) } else { line.append(contentsOf: number.description.utf8) }
    }

    package consuming func finish() throws(DataError) {
        try file.write("\n\\end\\\n")
        _ = try file.commit()
    }
}
